/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.s3.S3AutoConfiguration;
import io.awspring.cloud.s3.S3PathMatchingResourcePatternResolver;
import io.awspring.cloud.s3.S3Template;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.core.io.WritableResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

import io.github.s3express.autoconfigure.local.S3ExpressLocalServerAutoConfiguration;
import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of Spring Cloud AWS's calls on a directory bucket, held to the page that
 * says so.
 */
class SpringCloudAwsTableTests {

	private static final Path PAGE = Path.of("../docs/spring-cloud-aws.md");

	private static final String BUCKET = "cloud--use1-az4--x-s3";

	private static final List<String> SWITCHES = List.of("list-prefix", "list-v1", "content-md5", "create-bucket",
			"shared-close");

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(S3ExpressAutoConfiguration.class,
				S3ExpressClientAutoConfiguration.class, S3ExpressPresignerAutoConfiguration.class,
				S3ExpressLocalServerAutoConfiguration.class, AwsAutoConfiguration.class,
				CredentialsProviderAutoConfiguration.class, RegionProviderAutoConfiguration.class,
				JacksonAutoConfiguration.class, S3AutoConfiguration.class))
		.withPropertyValues("s3express.local.enabled=true", "s3express.buckets.cloud.name=" + BUCKET,
				"spring.cloud.aws.region.static=us-east-1",
				"spring.cloud.aws.credentials.access-key=AKIANOTOFTHELOCALSRV",
				"spring.cloud.aws.credentials.secret-key=nor-this");

	@Test
	void callsShouldComeOutAsThePageSays() throws Exception {
		Map<String, String> helped = new LinkedHashMap<>();
		Map<String, String> alone = new LinkedHashMap<>();
		this.contextRunner.run((context) -> outcomes(context, helped));
		this.contextRunner.withPropertyValues(
				SWITCHES.stream().map((name) -> "s3express.compatibility." + name + "=false").toArray(String[]::new))
			.withPropertyValues("s3express.compatibility.presigned-life=fail")
			.run((context) -> outcomes(context, alone));
		StringBuilder table = new StringBuilder();
		helped.forEach((call, outcome) -> table
			.append("| `%s` | %s | %s |\n".formatted(call.replace("|", "\\|"), outcome, alone.get(call))));
		if (Boolean.getBoolean("s3express.write-docs")) {
			String page = Files.readString(PAGE);
			int begin = page.indexOf("|---|---|---|\n") + 14;
			Files.writeString(PAGE,
					page.substring(0, begin) + table + page.substring(page.indexOf("\n`spring.config.import", begin)));
		}
		assertThat(Files.readString(PAGE)).as("run with -Ds3express.write-docs=true to write it anew").contains(table);
		assertThat(helped.values()).as("all that the starter helps with")
			.isNotEmpty()
			.allSatisfy((outcome) -> assertThat(outcome).isEqualTo("works"));
	}

	private static void outcomes(ApplicationContext context, Map<String, String> outcomes) {
		S3Template template = context.getBean(S3Template.class);
		S3PathMatchingResourcePatternResolver resolver = new S3PathMatchingResourcePatternResolver(
				context.getBean(S3Client.class), new PathMatchingResourcePatternResolver());
		String made = "made--use1-az4--x-s3";
		String old = "old--use1-az4--x-s3";
		// So that no outcome follows from another.
		context.getBean(S3ExpressLocalServer.class).createBucket(old);
		context.getBean(S3Client.class)
			.putObject((put) -> put.bucket(BUCKET).key("dir/a.txt"), RequestBody.fromString("a"));
		Map<String, Callable<Boolean>> calls = new LinkedHashMap<>();
		calls.put("S3Template.upload", () -> template.upload(BUCKET, "dir/a.txt", bytes("a")).exists());
		calls.put("S3Template.download", () -> text(template.download(BUCKET, "dir/a.txt")).equals("a"));
		calls.put("S3Template.store", () -> template.store(BUCKET, "dir/b.txt", Map.of("b", 1)).exists());
		calls.put("S3Template.read", () -> template.read(BUCKET, "dir/b.txt", Map.class).get("b").equals(1));
		calls.put("S3Template.createResource", () -> text(template.createResource(BUCKET, "dir/a.txt")).equals("a"));
		calls.put("S3Template.objectExists",
				() -> template.objectExists(BUCKET, "dir/a.txt") && !template.objectExists(BUCKET, "dir/none"));
		calls.put("S3Template.bucketExists", () -> template.bucketExists(BUCKET));
		calls.put("S3Template.listAllObjects", () -> template.listAllObjects(BUCKET).size() == 2);
		calls.put("S3Template.listObjects, prefix dir/", () -> template.listObjects(BUCKET, "dir/").size() == 2);
		calls.put("S3Template.listObjects, prefix dir/a", () -> template.listObjects(BUCKET, "dir/a").size() == 1);
		calls.put("S3Template.createSignedGetURL, an hour",
				() -> get(template.createSignedGetURL(BUCKET, "dir/a.txt", Duration.ofHours(1)).toURI()).equals("a"));
		calls.put("S3Template.createSignedPutURL, a minute",
				() -> template.createSignedPutURL(BUCKET, "dir/put.txt", Duration.ofMinutes(1)) != null);
		calls.put("s3:// resource, output stream", () -> {
			WritableResource resource = (WritableResource) context.getResource("s3://" + BUCKET + "/dir/sub/c.txt");
			try (OutputStream output = resource.getOutputStream()) {
				output.write("c".getBytes(StandardCharsets.UTF_8));
			}
			return text(resource).equals("c");
		});
		calls.put("ResourcePatternResolver, s3://bucket/dir/*.txt",
				() -> names(resolver.getResources("s3://" + BUCKET + "/dir/*.txt")).equals(List.of("a.txt", "b.txt")));
		calls.put("ResourcePatternResolver, s3://bucket/dir/**/*.txt",
				() -> names(resolver.getResources("s3://" + BUCKET + "/dir/**/*.txt"))
					.equals(List.of("a.txt", "b.txt", "c.txt")));
		calls.put("S3Template.deleteObject", () -> {
			template.deleteObject(BUCKET, "dir/a.txt");
			return !template.objectExists(BUCKET, "dir/a.txt");
		});
		calls.put("S3Template.createBucket", () -> template.createBucket(made) != null);
		calls.put("S3Template.deleteBucket", () -> {
			template.deleteBucket(old);
			return !template.bucketExists(old);
		});
		calls.forEach((name, call) -> outcomes.put(name, outcome(call)));
	}

	private static String outcome(Callable<Boolean> call) {
		try {
			return call.call() ? "works" : "wrong answer";
		}
		catch (Exception ex) {
			for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
				if (cause instanceof S3Exception answer && answer.awsErrorDetails() != null) {
					return "%d %s".formatted(answer.statusCode(), answer.awsErrorDetails().errorCode());
				}
			}
			return ex.getClass().getSimpleName();
		}
	}

	private static List<String> names(Resource[] resources) {
		return Arrays.stream(resources)
			.map((resource) -> resource.getFilename().replaceAll(".*/", ""))
			.sorted()
			.toList();
	}

	private static String get(URI url) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

	private static String text(Resource resource) throws Exception {
		return resource.getContentAsString(StandardCharsets.UTF_8);
	}

	private static ByteArrayInputStream bytes(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
	}

}
