/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import io.github.s3express.autoconfigure.local.S3ExpressLocalServerAutoConfiguration;
import io.github.s3express.client.S3ExpressClientCustomizer;
import io.github.s3express.client.compatibility.CompatibilityKind;
import io.github.s3express.client.compatibility.CompatibilityUses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Libraries that close the beans that they were given.
 */
@ExtendWith(OutputCaptureExtension.class)
class SharedCloseTests {

	private static final String BUCKET = "shared--use1-az4--x-s3";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(S3ExpressAutoConfiguration.class,
				S3ExpressClientAutoConfiguration.class, S3ExpressAsyncClientAutoConfiguration.class,
				S3ExpressPresignerAutoConfiguration.class, S3ExpressLocalServerAutoConfiguration.class))
		.withPropertyValues("s3express.local.enabled=true", "s3express.buckets.shared.name=" + BUCKET);

	@Test
	void beansWhenALibraryClosesThemShouldServeOn(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			S3Client client = context.getBean(S3Client.class);
			S3AsyncClient async = context.getBean(S3AsyncClient.class);
			S3Presigner presigner = context.getBean(S3Presigner.class);
			for (int i = 0; i < 2; i++) {
				client.close();
				async.close();
				presigner.close();
			}
			client.listObjectsV2((list) -> list.bucket(BUCKET));
			async.listObjectsV2((list) -> list.bucket(BUCKET)).join();
			assertThat(presign(presigner)).contains("X-Amz-S3session-Token");
			assertThat(context.getBean(CompatibilityUses.class).count(CompatibilityKind.SHARED_CLOSE)).isEqualTo(6);
		});
		String said = SharedCloseTests.class.getName();
		assertThat(output.getOut().split("INFO.*" + said + ".* closed the bean 's3Client'", -1)).hasSize(2);
		assertThat(output).contains(" closed the bean 's3AsyncClient'").contains(" closed the bean 's3Presigner'");
	}

	@Test
	void beansWhenTheContextClosesShouldBeClosed() {
		AtomicReference<S3Client> client = new AtomicReference<>();
		AtomicReference<S3AsyncClient> async = new AtomicReference<>();
		this.contextRunner.run((context) -> {
			client.set(context.getBean(S3Client.class));
			async.set(context.getBean(S3AsyncClient.class));
			client.get().headBucket((head) -> head.bucket(BUCKET));
		});
		assertThatIllegalStateException().isThrownBy(() -> client.get().headBucket((head) -> head.bucket(BUCKET)))
			.withMessageContaining("shut down");
		assertThatException().isThrownBy(() -> async.get().headBucket((head) -> head.bucket(BUCKET)).join());
	}

	@Test
	void beansWhenSwitchedOffShouldBeClosedByWhoeverClosesThem() {
		this.contextRunner.withPropertyValues("s3express.compatibility.shared-close=false").run((context) -> {
			S3Client client = context.getBean(S3Client.class);
			client.headBucket((head) -> head.bucket(BUCKET));
			client.close();
			assertThatIllegalStateException().isThrownBy(() -> client.headBucket((head) -> head.bucket(BUCKET)));
			assertThat(context.getBean(CompatibilityUses.class).count(CompatibilityKind.SHARED_CLOSE)).isZero();
		});
	}

	@Test
	void beansOfTheApplicationsOwnShouldBeLentIfTheContainerClosesThem() {
		this.contextRunner.withUserConfiguration(OwnClients.class).run((context) -> {
			S3Client lent = context.getBean("lent", S3Client.class);
			lent.close();
			lent.headBucket((head) -> head.bucket(BUCKET));
			S3Client own = context.getBean("ownLife", S3Client.class);
			own.headBucket((head) -> head.bucket(BUCKET));
			own.close();
			assertThatIllegalStateException().isThrownBy(() -> own.headBucket((head) -> head.bucket(BUCKET)));
			assertThat(context.getBean(OwnClient.class)).isExactlyInstanceOf(OwnClient.class);
			assertThat(context.getBean("multipart").getClass().getSimpleName()).isEqualTo("MultipartS3AsyncClient");
		});
	}

	private static String presign(S3Presigner presigner) {
		return presigner
			.presignGetObject((presign) -> presign.signatureDuration(Duration.ofMinutes(1))
				.getObjectRequest((get) -> get.bucket(BUCKET).key("key")))
			.url()
			.getQuery();
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnClients {

		@Bean
		S3Client lent(S3ExpressClientCustomizer customizer, S3ClientBuilders builders) {
			return client(customizer, builders);
		}

		@Bean(destroyMethod = "")
		S3Client ownLife(S3ExpressClientCustomizer customizer, S3ClientBuilders builders) {
			return client(customizer, builders);
		}

		@Bean
		OwnClient ownClass(S3ExpressClientCustomizer customizer, S3ClientBuilders builders) {
			return new OwnClient(client(customizer, builders));
		}

		@Bean
		S3AsyncClient multipart(S3ExpressClientCustomizer customizer, S3ClientBuilders builders) {
			var builder = builders.async();
			customizer.customize(builder);
			return builder.build();
		}

		private static S3Client client(S3ExpressClientCustomizer customizer, S3ClientBuilders builders) {
			var builder = builders.sync();
			customizer.customize(builder);
			return builder.build();
		}

	}

	static final class OwnClient extends DelegatingS3Client {

		OwnClient(S3Client delegate) {
			super(delegate);
		}

	}

}
