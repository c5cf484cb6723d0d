/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.libraries;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.awspring.cloud.s3.DiskBufferingS3OutputStreamProvider;
import io.awspring.cloud.s3.S3Resource;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.file.FlatFileItemReader;
import org.springframework.batch.infrastructure.item.file.MultiResourceItemReader;
import org.springframework.batch.infrastructure.item.file.mapping.PassThroughLineMapper;

/**
 * Spring Batch's readers of files, on the resources of Spring Cloud AWS.
 */
final class SpringBatchLibrary implements Library {

	@Override
	public String name() {
		return "Spring Batch";
	}

	@Override
	public Map<String, Use> uses() {
		Map<String, Use> uses = new LinkedHashMap<>();
		uses.put("`FlatFileItemReader` of an `S3Resource`", (application) -> {
			application.put("in/a.csv");
			FlatFileItemReader<String> reader = new FlatFileItemReader<>(new PassThroughLineMapper());
			reader.setResource(S3Resource.create("s3://" + Application.BUCKET + "/in/a.csv", application.client(),
					new DiskBufferingS3OutputStreamProvider(application.client(), null)));
			return lines(reader).equals(List.of("in/a.csv"));
		});
		uses.put("`MultiResourceItemReader` of `in/part-*.csv`", (application) -> {
			application.put("in/part-1.csv", "in/part-2.csv", "in/other.csv");
			MultiResourceItemReader<String> reader = new MultiResourceItemReader<>(
					new FlatFileItemReader<>(new PassThroughLineMapper()));
			reader.setResources(SpringCloudAwsLibrary.resources(application, "/in/part-*.csv"));
			return lines(reader).equals(List.of("in/part-1.csv", "in/part-2.csv"));
		});
		return uses;
	}

	private static List<String> lines(ItemStreamReader<String> reader) throws Exception {
		List<String> lines = new ArrayList<>();
		reader.open(new ExecutionContext());
		for (String line = reader.read(); line != null; line = reader.read()) {
			lines.add(line);
		}
		reader.close();
		return lines;
	}

}
