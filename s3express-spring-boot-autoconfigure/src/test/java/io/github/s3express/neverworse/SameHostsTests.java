/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.neverworse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.s3.S3AutoConfiguration;
import io.awspring.cloud.autoconfigure.s3.S3ClientCustomizer;
import io.awspring.cloud.autoconfigure.s3.S3TransferManagerAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

import io.github.s3express.autoconfigure.S3AsyncClientBuilderCustomizer;
import io.github.s3express.autoconfigure.S3ClientBuilderCustomizer;
import io.github.s3express.autoconfigure.S3ExpressAsyncClientAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressClientAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressPresignerAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressTransferManagerAutoConfiguration;
import io.github.s3express.client.S3ExpressClientCustomizer;
import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.testing.AsyncServiceHosts;
import io.github.s3express.testing.ServiceHosts;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sessions and objects are asked for where the SDK alone would: by each kind of client,
 * whoever set it up.
 */
class SameHostsTests {

	private static final String BUCKET = "same--use1-az4--x-s3";

	private static final String SOUTH = "sa-east-1";

	private final S3ExpressLocalServer server = S3ExpressLocalServer.builder().bucket(BUCKET).start();

	private final S3ExpressLocalServer south = S3ExpressLocalServer.builder()
		.region(SOUTH)
		.bucket(BUCKET)
		.principal("application", this.server.accessKeyId(), this.server.secretAccessKey(), null)
		.start();

	private final AwsCredentialsProvider credentials = StaticCredentialsProvider
		.create(AwsBasicCredentials.create(this.server.accessKeyId(), this.server.secretAccessKey()));

	// Everything that goes out, of one contender.
	private ServiceHosts hosts;

	@TempDir
	private Path directory;

	static Stream<Setting> settings() {
		return Stream.of(
				new Setting("FIPS", "us-east-1", (builder) -> builder.fipsEnabled(true),
						(presigner) -> presigner.fipsEnabled(true), "spring.cloud.aws.fips-enabled=true"),
				new Setting("dual stack", "us-east-1", (builder) -> builder.dualstackEnabled(true),
						(presigner) -> presigner.dualstackEnabled(true), "spring.cloud.aws.dualstack-enabled=true"),
				new Setting("FIPS and dual stack", "us-east-1",
						(builder) -> builder.fipsEnabled(true).dualstackEnabled(true),
						(presigner) -> presigner.fipsEnabled(true).dualstackEnabled(true),
						"spring.cloud.aws.fips-enabled=true", "spring.cloud.aws.s3.dualstack-enabled=true"),
				new Setting("another Region", SOUTH, (builder) -> {
				}, (presigner) -> {
				}), new Setting("nothing", "us-east-1", (builder) -> {
				}, (presigner) -> {
				}));
	}

	@AfterEach
	void close() {
		this.server.close();
		this.south.close();
	}

	@ParameterizedTest
	@MethodSource("settings")
	void hostsWhenTheApplicationsClientsAreCustomizedShouldBeThoseOfTheSdkAlone(Setting setting) throws Exception {
		Hosts alone = alone(setting);
		begin();
		runner().withPropertyValues("s3express.region=" + setting.region())
			.withBean(S3ClientBuilderCustomizer.class, () -> setting.builders()::accept)
			.withBean(S3AsyncClientBuilderCustomizer.class, () -> setting.builders()::accept)
			.run((context) -> assertThat(useBeans(context)).isEqualTo(alone));
	}

	@ParameterizedTest
	@MethodSource("settings")
	void hostsWhenSpringCloudAwsIsSetUpShouldBeThoseOfTheSdkAlone(Setting setting) throws Exception {
		Hosts alone = alone(setting);
		begin();
		runner()
			.withConfiguration(AutoConfigurations.of(AwsAutoConfiguration.class,
					CredentialsProviderAutoConfiguration.class, RegionProviderAutoConfiguration.class,
					S3AutoConfiguration.class, S3TransferManagerAutoConfiguration.class))
			.withBean(S3ClientCustomizer.class, () -> (builder) -> builder.httpClient(this.hosts))
			.withPropertyValues("spring.cloud.aws.region.static=" + setting.region())
			.withPropertyValues(setting.springCloudAws())
			.run((context) -> assertThat(useBeans(context)).isEqualTo(alone));
	}

	@ParameterizedTest
	@MethodSource("settings")
	void hostsWhenABuilderOfTheApplicationsOwnIsSetUpShouldBeThoseOfTheSdkAlone(Setting setting) throws Exception {
		Hosts alone = alone(setting);
		begin();
		runner().withPropertyValues("s3express.region=us-east-1").run((context) -> {
			S3ExpressClientCustomizer customizer = context.getBean(S3ExpressClientCustomizer.class);
			S3ClientBuilder sync = sync(setting);
			customizer.customize(sync);
			S3AsyncClientBuilder forTransfers = async(setting);
			customizer.customize(forTransfers);
			use(sync.build(), customizer.build(async(setting)), forTransfers.build());
			assertThat(hosts(alone.url())).isEqualTo(alone);
		});
	}

	private void begin() {
		this.hosts = new ServiceHosts((host) -> (host.contains(SOUTH) ? this.south : this.server).endpoint());
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(S3ExpressAutoConfiguration.class,
					S3ExpressClientAutoConfiguration.class, S3ExpressAsyncClientAutoConfiguration.class,
					S3ExpressPresignerAutoConfiguration.class, S3ExpressTransferManagerAutoConfiguration.class))
			.withBean(AwsCredentialsProvider.class, () -> this.credentials)
			.withBean("hosts", S3ClientBuilderCustomizer.class, () -> (builder) -> builder.httpClient(this.hosts))
			.withBean("asyncHosts", S3AsyncClientBuilderCustomizer.class,
					() -> (builder) -> builder.httpClient(new AsyncServiceHosts(this.hosts)));
	}

	private Hosts alone(Setting setting) throws Exception {
		begin();
		S3AsyncClient async = async(setting).build();
		use(sync(setting).build(), async, async);
		S3Presigner.Builder presigner = S3Presigner.builder()
			.region(Region.of(setting.region()))
			.credentialsProvider(this.credentials);
		setting.presigner().accept(presigner);
		return hosts(url(presigner.build()));
	}

	private S3ClientBuilder sync(Setting setting) {
		return prepared(S3Client.builder().httpClient(this.hosts), setting);
	}

	private S3AsyncClientBuilder async(Setting setting) {
		return prepared(S3AsyncClient.builder().multipartEnabled(true).httpClient(new AsyncServiceHosts(this.hosts)),
				setting);
	}

	private <B extends S3BaseClientBuilder<B, ?>> B prepared(B builder, Setting setting) {
		setting.builders().accept(builder);
		return builder.region(Region.of(setting.region())).credentialsProvider(this.credentials);
	}

	private Hosts useBeans(ApplicationContext context) throws Exception {
		use(context.getBean(S3Client.class), context.getBean(S3AsyncClient.class),
				context.getBean(S3TransferManager.class));
		return hosts(url(context.getBean(S3Presigner.class)));
	}

	private void use(S3Client sync, S3AsyncClient async, S3AsyncClient forTransfers) throws Exception {
		use(sync, async, S3TransferManager.builder().s3Client(forTransfers).build());
	}

	private void use(S3Client sync, S3AsyncClient async, S3TransferManager transfers) throws Exception {
		sync.putObject((put) -> put.bucket(BUCKET).key("sync"), RequestBody.fromString("content"));
		async.putObject((put) -> put.bucket(BUCKET).key("async"), AsyncRequestBody.fromString("content")).join();
		Path file = Files.writeString(this.directory.resolve("file"), "content");
		transfers.uploadFile((upload) -> upload.source(file).putObjectRequest((put) -> put.bucket(BUCKET).key("file")))
			.completionFuture()
			.join();
	}

	private static String url(S3Presigner presigner) {
		GetObjectRequest get = GetObjectRequest.builder().bucket(BUCKET).key("key").build();
		return presigner
			.presignGetObject((presign) -> presign.signatureDuration(Duration.ofMinutes(1)).getObjectRequest(get))
			.url()
			.getHost();
	}

	private Hosts hosts(String url) {
		return new Hosts(this.hosts.createSessionHosts().stream().distinct().toList(),
				this.hosts.requests()
					.stream()
					.filter((request) -> request.startsWith("PUT "))
					.map((request) -> request.split(" ")[1])
					.toList(),
				url);
	}

	/**
	 * Where requests went.
	 *
	 * @param sessions for sessions
	 * @param objects for objects, of each kind of client
	 * @param url where a presigned URL points
	 */
	private record Hosts(List<String> sessions, List<String> objects, String url) {
	}

	/**
	 * A way to set up clients.
	 *
	 * @param name what it says
	 * @param region where buckets are
	 * @param builders does it to a builder
	 * @param presigner does it to the builder of a presigner
	 * @param springCloudAws does it with Spring Cloud AWS
	 */
	record Setting(String name, String region, Consumer<S3BaseClientBuilder<?, ?>> builders,
			Consumer<S3Presigner.Builder> presigner, String... springCloudAws) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
