/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.libraries;

import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

import io.awspring.cloud.s3.DiskBufferingS3OutputStreamProvider;
import io.awspring.cloud.s3.S3PathMatchingResourcePatternResolver;
import io.awspring.cloud.s3.S3Resource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * Spring Cloud AWS's resources; its template is on a page of its own.
 */
final class SpringCloudAwsLibrary implements Library {

	@Override
	public String name() {
		return "Spring Cloud AWS";
	}

	@Override
	public Map<String, Use> uses() {
		Map<String, Use> uses = new LinkedHashMap<>();
		uses.put("`S3Resource`: write, read", (application) -> {
			S3Resource resource = S3Resource.create("s3://" + Application.BUCKET + "/dir/a.txt", application.client(),
					new DiskBufferingS3OutputStreamProvider(application.client(), null));
			try (OutputStream output = resource.getOutputStream()) {
				output.write("a".getBytes());
			}
			return new String(resource.getContentAsByteArray()).equals("a");
		});
		uses.put("`ResourcePatternResolver`, `dir/*.txt`", (application) -> {
			application.put("dir/a.txt", "dir/b.txt", "dir/c.csv", "other/d.txt");
			return resources(application, "/dir/*.txt").length == 2;
		});
		uses.put("`ResourcePatternResolver`, `dir/**/*.txt`", (application) -> {
			application.put("dir/a.txt", "dir/sub/b.txt", "dir/c.csv", "other/d.txt");
			return resources(application, "/dir/**/*.txt").length == 2;
		});
		uses.put("`spring.config.import=aws-s3:`", (application) -> {
			try (ConfigurableApplicationContext context = importing(application)) {
				return "blue".equals(context.getEnvironment().getProperty("colour"));
			}
		});
		uses.put("the bean `S3Client` after `spring.config.import=aws-s3:`, prefix `dir/a`", (application) -> {
			application.put("dir/a.txt", "dir/b.txt");
			try (ConfigurableApplicationContext context = importing(application)) {
				return context.getBean(S3Client.class)
					.listObjectsV2((list) -> list.bucket(Application.BUCKET).prefix("dir/a"))
					.keyCount() == 1;
			}
		});
		return uses;
	}

	private static ConfigurableApplicationContext importing(Application application) {
		application.client()
			.putObject((put) -> put.bucket(Application.BUCKET)
				.key("config/application.properties")
				.contentType("text/plain"), RequestBody.fromString("colour=blue"));
		S3ExpressLocalServer server = application.server();
		return new SpringApplicationBuilder(Configured.class).web(WebApplicationType.NONE)
			.run("--spring.config.import=aws-s3:" + Application.BUCKET + "/config/application.properties",
					"--spring.cloud.aws.endpoint=" + server.endpoint(),
					"--spring.cloud.aws.region.static=" + server.region(),
					"--spring.cloud.aws.credentials.access-key=" + server.accessKeyId(),
					"--spring.cloud.aws.credentials.secret-key=" + server.secretAccessKey(),
					"--s3express.enabled=" + application.hasStarter(), "--spring.main.banner-mode=off",
					"--spring.autoconfigure.exclude=io.awspring.cloud.autoconfigure.s3.S3TransferManagerAutoConfiguration",
					"--logging.level.root=error");
	}

	static Resource[] resources(Application application, String pattern) throws Exception {
		return new S3PathMatchingResourcePatternResolver(application.client(),
				new PathMatchingResourcePatternResolver())
			.getResources("s3://" + Application.BUCKET + pattern);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Configured {

	}

}
