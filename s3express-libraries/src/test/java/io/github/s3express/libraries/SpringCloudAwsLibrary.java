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
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

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
		return uses;
	}

	static Resource[] resources(Application application, String pattern) throws Exception {
		return new S3PathMatchingResourcePatternResolver(application.client(),
				new PathMatchingResourcePatternResolver())
			.getResources("s3://" + Application.BUCKET + pattern);
	}

}
