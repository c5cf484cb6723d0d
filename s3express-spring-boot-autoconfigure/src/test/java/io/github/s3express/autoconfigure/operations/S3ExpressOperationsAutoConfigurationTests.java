/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.operations;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.autoconfigure.S3AsyncClientBuilderCustomizer;
import io.github.s3express.autoconfigure.S3ExpressAsyncClientAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressClientAutoConfiguration;
import io.github.s3express.operations.AppendOptions;
import io.github.s3express.operations.AppendWriter;
import io.github.s3express.operations.AsyncAppendWriter;
import io.github.s3express.operations.DefaultS3ExpressAsyncOperations;
import io.github.s3express.operations.DefaultS3ExpressOperations;
import io.github.s3express.operations.S3ExpressAsyncOperations;
import io.github.s3express.operations.S3ExpressOperations;
import io.github.s3express.testing.RunningApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * The beans that append and rename, and the properties under {@code s3express.append}.
 */
class S3ExpressOperationsAutoConfigurationTests {

	private final ApplicationContextRunner context = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(S3ExpressAutoConfiguration.class,
				S3ExpressClientAutoConfiguration.class, S3ExpressAsyncClientAutoConfiguration.class,
				S3ExpressOperationsAutoConfiguration.class, S3ExpressAsyncOperationsAutoConfiguration.class))
		.withPropertyValues("s3express.region=us-east-1", "s3express.credentials.access-key-id=AKIATEST",
				"s3express.credentials.secret-access-key=secret");

	@Test
	void operationsShouldBeThereAndMakeNoAsynchronousClientBeforeTheyAreNeeded() {
		AtomicInteger asyncClients = new AtomicInteger();
		this.context.withBean(S3AsyncClientBuilderCustomizer.class, () -> (builder) -> asyncClients.incrementAndGet())
			.run((context) -> {
				assertThat(context).hasSingleBean(S3ExpressOperations.class)
					.hasSingleBean(S3ExpressAsyncOperations.class);
				assertThat(asyncClients).hasValue(0);
				assertThat(context.getBean(S3ExpressAsyncOperations.class)).isNotNull();
				assertThat(asyncClients).hasValue(1);
			});
	}

	@Test
	void operationsOfTheApplicationShouldTakeThePlaceOfThese() {
		S3ExpressOperations own = new DefaultS3ExpressOperations(mock(S3Client.class));
		S3ExpressAsyncOperations ownAsync = new DefaultS3ExpressAsyncOperations(mock(S3AsyncClient.class));
		this.context.withBean(S3ExpressOperations.class, () -> own)
			.withBean(S3ExpressAsyncOperations.class, () -> ownAsync)
			.run((context) -> {
				assertThat(context.getBean(S3ExpressOperations.class)).isSameAs(own);
				assertThat(context.getBean(S3ExpressAsyncOperations.class)).isSameAs(ownAsync);
			});
	}

	@Test
	void operationsWhenThereAreSeveralClientsShouldNotGuess() {
		this.context.withBean("one", S3Client.class, () -> mock(S3Client.class))
			.withBean("other", S3Client.class, () -> mock(S3Client.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(S3ExpressOperations.class));
	}

	@Test
	void operationsWhenSwitchedOffOrWithoutLibraryShouldNotBeThere() {
		this.context.withPropertyValues("s3express.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(S3ExpressOperations.class)
				.doesNotHaveBean(S3ExpressAsyncOperations.class));
		this.context.withClassLoader(new FilteredClassLoader("software.amazon.awssdk.http.nio.netty"))
			.run((context) -> assertThat(context).hasSingleBean(S3ExpressOperations.class)
				.doesNotHaveBean(S3ExpressAsyncOperations.class));
	}

	@Test
	void optionsWhenNothingIsConfiguredShouldBeTheDefaults() {
		assertThat(new S3ExpressAppendProperties().options()).isEqualTo(AppendOptions.defaults());
	}

	@ParameterizedTest
	@CsvSource({ "create=false,create=false", "fence=false,fence=false", "at-limit=roll-over,atLimit=ROLL_OVER",
			"max-parts=7,maxParts=7", "block-size=7B,blockSize=7", "max-block-size=9MB,maxBlockSize=9437184",
			"max-flush-interval=5s,maxFlushInterval=PT5S", "max-tries=7,maxTries=7" })
	void optionsWhenAPropertyIsSetShouldDifferInThatOnly(String property, String expected) {
		String name = expected.substring(0, expected.indexOf('='));
		String defaults = AppendOptions.defaults().toString();
		this.context.withPropertyValues("s3express.append." + property)
			.run((context) -> assertThat(context.getBean(S3ExpressAppendProperties.class).options())
				.hasToString(defaults.replaceAll("(?<=[\\[ ])" + name + "=[^,\\]]+", expected))
				.isNotEqualTo(AppendOptions.defaults()));
	}

	@Test
	void flushIntervalWhenNoLongestIsSaidShouldBeTheLongest() {
		this.context.withPropertyValues("s3express.append.flush-interval=5s")
			.run((context) -> assertThat(context.getBean(S3ExpressAppendProperties.class).options())
				.isEqualTo(AppendOptions.defaults()
					.with((options) -> options.flushInterval(Duration.ofSeconds(5), Duration.ofSeconds(5)))));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "max-parts=1 | s3express.append.max-parts is 1; make it between 2 and 10000.",
			"block-size=0B | s3express.append.block-size is 0B; make it a size from 1B to 1GB.",
			"block-size=9MB | s3express.append.block-size is 9MB; make it no more than s3express.append.max-block-size, which is 8MB by default.",
			"max-block-size=2GB | s3express.append.max-block-size is 2048MB; make it a size from 1B to 1GB.",
			"max-flush-interval=500ms | s3express.append.max-flush-interval is 500ms; make it flush-interval (1s) or more.",
			"max-tries=0 | s3express.append.max-tries is 0; make it one or more." })
	void startWhenAPropertyCannotBeRightShouldFailWithOneSentence(String property, String sentence) {
		this.context.withPropertyValues("s3express.append." + property)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessage(sentence));
	}

	@Test
	void applicationShouldAppendAndRenameWithBoth() throws Exception {
		try (RunningApplication application = RunningApplication.start("s3express.append.flush-interval=0")) {
			S3ExpressOperations operations = application.bean(S3ExpressOperations.class);
			try (AppendWriter writer = operations.append(RunningApplication.BUCKET, "log")) {
				writer.write("one ".getBytes(StandardCharsets.UTF_8));
			}
			S3ExpressAsyncOperations async = application.bean(S3ExpressAsyncOperations.class);
			AsyncAppendWriter writer = async.append(RunningApplication.BUCKET, "log").join();
			writer.write(ByteBuffer.wrap("two".getBytes(StandardCharsets.UTF_8))).join();
			writer.close().join();
			assertThat(operations.rename(RunningApplication.BUCKET, "log", "log-1").settled()).isFalse();
			assertThat(async.rename(RunningApplication.BUCKET, "log-1", "log-2").join().settled()).isFalse();
			assertThat(application.bean(S3Client.class)
				.getObjectAsBytes((get) -> get.bucket(RunningApplication.BUCKET).key("log-2"))
				.asUtf8String()).isEqualTo("one two");
		}
	}

}
