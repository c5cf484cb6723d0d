/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.operations;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.core.io.WritableResource;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.autoconfigure.S3ExpressAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressClientAutoConfiguration;
import io.github.s3express.autoconfigure.local.S3ExpressLocalServerAutoConfiguration;
import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.operations.S3ExpressResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Resources by location, in an application.
 */
class S3ExpressResourceTests {

	private static final String LOCATION = "s3express://orders--use1-az4--x-s3/a/b c?.txt";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(S3ExpressAutoConfiguration.class, S3ExpressLocalServerAutoConfiguration.class,
						S3ExpressClientAutoConfiguration.class, S3ExpressOperationsAutoConfiguration.class))
		.withPropertyValues("s3express.local.enabled=true", "s3express.buckets.orders.name=orders--use1-az4--x-s3",
				"s3express.append.max-tries=1");

	@Test
	void resourceShouldBeWrittenReplacedAppendedToAndRead() {
		this.runner.run((context) -> {
			S3ExpressResource resource = resource(context, LOCATION);
			assertThat(resource.exists()).isFalse();
			assertThatExceptionOfType(FileNotFoundException.class).isThrownBy(resource::getInputStream);
			write(resource, "first");
			write(resource, "one ");
			write(resource.appending(), "two ");
			write(resource(context, LOCATION.replace("s3express:", "s3express-append:")), "three");
			assertThat(resource.getContentAsString(StandardCharsets.UTF_8)).isEqualTo("one two three");
			assertThat(resource.contentLength()).isEqualTo(13);
			assertThat(resource.lastModified()).isPositive();
			assertThat(resource.getFilename()).isEqualTo("b c?.txt");
			assertThat(resource.getURI()).hasToString("s3express://orders--use1-az4--x-s3/a/b%20c%3F.txt");
			assertThat(resource.createRelative("d").getDescription())
				.isEqualTo("s3express://orders--use1-az4--x-s3/a/d");
			assertThat(resource).isEqualTo(resource(context, LOCATION)).isNotEqualTo(resource.appending());
			assertThat(keys(context)).containsExactly("a/b c?.txt");
		});
	}

	@Test
	void resourceWhileItIsBeingReplacedShouldBeTheOldOne() {
		this.runner.run((context) -> {
			S3ExpressResource resource = resource(context, LOCATION);
			write(resource, "old");
			try (OutputStream output = resource.getOutputStream()) {
				output.write(new byte[1_000_000]);
				assertThat(resource.contentLength()).isEqualTo(3);
			}
			assertThat(resource.contentLength()).isEqualTo(1_000_000);
		});
	}

	@Test
	void resourceWhenReplacingItFailsShouldBeTheOldOneAndLeaveNothingBehind() {
		this.runner.run((context) -> {
			S3ExpressResource resource = resource(context, LOCATION);
			write(resource, "old");
			OutputStream output = resource.getOutputStream();
			output.write(1);
			context.getBean(S3ExpressLocalServer.class).faults().on("PutObject").error(403, "AccessDenied").times(1);
			assertThatIOException().isThrownBy(output::close);
			assertThat(resource.getContentAsString(StandardCharsets.UTF_8)).isEqualTo("old");
			assertThat(keys(context)).containsExactly("a/b c?.txt");
		});
	}

	@Test
	void resourceShouldBeInjected() {
		this.runner.withBean(Report.class)
			.run((context) -> assertThat(context.getBean(Report.class).template).isInstanceOf(S3ExpressResource.class));
	}

	@Test
	void locationWhenItNamesNoObjectShouldSayWhatToWrite() {
		this.runner.run((context) -> {
			assertThatIllegalArgumentException().isThrownBy(() -> resource(context, "s3express://orders"))
				.withMessage("'s3express://orders' names no object; write s3express://bucket/key.");
			assertThatIllegalArgumentException().isThrownBy(() -> resource(context, "s3express://orders/key"))
				.withMessageContaining("'orders' is not the name of a directory bucket");
		});
	}

	private static S3ExpressResource resource(ApplicationContext context, String location) {
		return (S3ExpressResource) context.getResource(location);
	}

	private static void write(WritableResource resource, String text) throws IOException {
		try (OutputStream output = resource.getOutputStream()) {
			output.write(text.getBytes(StandardCharsets.UTF_8));
		}
	}

	private static Iterable<String> keys(ApplicationContext context) {
		return context.getBean(S3Client.class)
			.listObjectsV2((list) -> list.bucket("orders--use1-az4--x-s3"))
			.contents()
			.stream()
			.map((object) -> object.key())
			.toList();
	}

	static class Report {

		@Value("s3express://orders--use1-az4--x-s3/template")
		private Resource template;

	}

}
