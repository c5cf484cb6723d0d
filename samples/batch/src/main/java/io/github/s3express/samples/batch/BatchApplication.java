/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.batch;

import javax.sql.DataSource;

import org.springframework.batch.core.configuration.annotation.EnableBatchProcessing;
import org.springframework.batch.core.configuration.annotation.EnableJdbcJobRepository;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

import io.github.s3express.operations.S3ExpressOperations;

/**
 * Exports orders to an object; a commit fails on the way, and the job is restarted.
 */
@SpringBootApplication
@EnableBatchProcessing
@EnableJdbcJobRepository
public class BatchApplication {

	/**
	 * Starts the application.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(BatchApplication.class, args).close();
	}

	@Bean
	DataSource dataSource() {
		return new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
			.generateUniqueName(true)
			.addScript("org/springframework/batch/core/schema-h2.sql")
			.build();
	}

	@Bean
	PlatformTransactionManager transactionManager(DataSource dataSource) {
		return new JdbcTransactionManager(dataSource);
	}

	@Bean
	ObjectItemWriter<Long> orderWriter(S3ExpressOperations operations, ResourceLoader resources,
			@Value("${export.bucket}") String bucket, @Value("${export.key}") String key) {
		return new ObjectItemWriter<>(operations, resources, bucket, key, "order %d"::formatted);
	}

	@Bean
	Step exportOrders(JobRepository repository, PlatformTransactionManager transactionManager,
			ObjectItemWriter<Long> orderWriter, @Value("${export.orders}") int orders) {
		return new StepBuilder("exportOrders", repository).<Long, Long>chunk(10)
			.transactionManager(transactionManager)
			.reader(new OrderReader(orders))
			.writer(orderWriter)
			.listener(new Misfortune(orders / 2))
			.build();
	}

	@Bean
	Job export(JobRepository repository, Step exportOrders) {
		return new JobBuilder("export", repository).start(exportOrders).build();
	}

}
