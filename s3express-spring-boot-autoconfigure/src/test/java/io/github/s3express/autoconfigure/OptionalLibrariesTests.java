/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurationImportSelector;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

import io.github.s3express.actuate.S3ExpressEndpoint;
import io.github.s3express.actuate.S3ExpressHealthContributor;
import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.micrometer.AppendMeters;
import io.github.s3express.micrometer.MicrometerAppendObserver;
import io.github.s3express.micrometer.MicrometerMetricPublisher;
import io.github.s3express.micrometer.MicrometerSessionCreationObserver;
import io.github.s3express.micrometer.S3ExpressMeters;
import io.github.s3express.operations.S3ExpressAsyncOperations;
import io.github.s3express.operations.S3ExpressOperations;
import io.github.s3express.session.S3ExpressSessionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each library that an application may do without takes with it what needs it, and
 * nothing else.
 */
class OptionalLibrariesTests {

	// What an application has that has all libraries.
	private static final Set<Class<?>> ALL = Set.of(S3ExpressSessionManager.class, S3Client.class, S3AsyncClient.class,
			S3Presigner.class, S3TransferManager.class, S3ExpressLocalServer.class, S3ExpressHealthContributor.class,
			S3ExpressEndpoint.class, S3ExpressMeters.class, AppendMeters.class, MicrometerMetricPublisher.class,
			MicrometerSessionCreationObserver.class, MicrometerAppendObserver.class, SpringCloudAwsClientSettings.class,
			S3ExpressOperations.class, S3ExpressAsyncOperations.class);

	// Closing one takes two seconds.
	private static final SdkAsyncHttpClient HTTP_CLIENT = NettyNioAsyncHttpClient.create();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(Application.class)
		.withBean(S3AsyncClientBuilderCustomizer.class, () -> (builder) -> builder.httpClient(HTTP_CLIENT))
		.withPropertyValues("s3express.local.enabled=true", "s3express.metrics.sdk.enabled=true",
				"management.endpoints.web.exposure.include=*", "spring.cloud.aws.region.static=us-east-1",
				"spring.cloud.aws.s3.enabled=false");

	@AfterAll
	static void closeHttpClient() {
		HTTP_CLIENT.close();
	}

	static Stream<Library> libraries() {
		return Stream.of(
				new Library("spring-boot-actuator", "org.springframework.boot.actuate", S3ExpressEndpoint.class,
						S3ExpressHealthContributor.class),
				new Library("spring-boot-actuator-autoconfigure", "org.springframework.boot.actuate.autoconfigure",
						S3ExpressEndpoint.class),
				new Library("spring-boot-health", "org.springframework.boot.health", S3ExpressHealthContributor.class),
				new Library("micrometer-core", "io.micrometer.core", S3ExpressMeters.class, AppendMeters.class,
						MicrometerMetricPublisher.class),
				new Library("micrometer-observation", "io.micrometer.observation",
						MicrometerSessionCreationObserver.class, MicrometerAppendObserver.class),
				new Library("s3-transfer-manager", "software.amazon.awssdk.transfer", S3TransferManager.class),
				new Library("netty-nio-client", "software.amazon.awssdk.http.nio.netty", S3AsyncClient.class,
						S3TransferManager.class, S3ExpressAsyncOperations.class),
				new Library("apache5-client", "software.amazon.awssdk.http.apache5"),
				new Library("spring-cloud-aws-autoconfigure", "io.awspring.cloud", SpringCloudAwsClientSettings.class),
				new Library("spring-cloud-aws-s3", "io.awspring.cloud.s3"),
				new Library("spring-retry", "org.springframework.retry", without(S3ExpressLocalServer.class)),
				new Library("s3", "software.amazon.awssdk.services.s3", without()));
	}

	@ParameterizedTest
	@MethodSource("libraries")
	void beansWhenALibraryIsMissingShouldBeAllThatDoNotNeedIt(Library library) {
		this.contextRunner.withClassLoader(new FilteredClassLoader(library.packageName())).run((context) -> {
			assertThat(context).hasNotFailed();
			Set<Class<?>> expected = new LinkedHashSet<>(ALL);
			Arrays.asList(library.takesAlong()).forEach(expected::remove);
			assertThat(beans(context)).isEqualTo(expected);
		});
	}

	@Test
	void beansWhenNoLibraryIsMissingShouldBeAll() {
		this.contextRunner.run((context) -> assertThat(beans(context)).isEqualTo(ALL));
	}

	private static Set<Class<?>> beans(AssertableApplicationContext context) {
		Set<Class<?>> found = new LinkedHashSet<>();
		ALL.stream().filter((type) -> context.getBeanProvider(type).getIfAvailable() != null).forEach(found::add);
		return found;
	}

	private static Class<?>[] without(Class<?>... kept) {
		return ALL.stream().filter((type) -> !List.of(kept).contains(type)).toArray(Class<?>[]::new);
	}

	/**
	 * A library that may be missing.
	 *
	 * @param name its artifact
	 * @param packageName the package of its classes
	 * @param takesAlong what is not there without it
	 */
	record Library(String name, String packageName, Class<?>... takesAlong) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(OursAndWhatTheyNeed.class)
	static class Application {

	}

	/**
	 * Auto-configurations as an application has them, but for those of others that are of
	 * no use here: they are not made for classes that are hidden.
	 */
	static class OursAndWhatTheyNeed extends AutoConfigurationImportSelector {

		private static final Pattern NAMES = Pattern.compile("io\\.github\\.s3express\\..*"
				+ "|.*\\.(HealthContributor|Metrics|CompositeMeterRegistry|SimpleMetricsExport|Observation)AutoConfiguration"
				+ "|io\\.awspring\\..*\\.(Aws|CredentialsProvider|RegionProvider)AutoConfiguration");

		@Override
		protected AnnotationAttributes getAttributes(AnnotationMetadata metadata) {
			return new AnnotationAttributes(Map.of("exclude", new String[0], "excludeName", new String[0]));
		}

		@Override
		protected List<String> getCandidateConfigurations(AnnotationMetadata metadata,
				AnnotationAttributes attributes) {
			return super.getCandidateConfigurations(metadata, attributes).stream()
				.filter((name) -> NAMES.matcher(name).matches() && ClassUtils.isPresent(name, getBeanClassLoader()))
				.collect(Collectors.toList());
		}

	}

}
