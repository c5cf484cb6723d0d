/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.batch;

import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;

/**
 * Starts the job until it is complete.
 */
@Component
class RestartingRunner implements ApplicationRunner {

	private final JobOperator operator;

	private final Job job;

	private final Resource object;

	RestartingRunner(JobOperator operator, Job job, ResourceLoader resources, @Value("${export.bucket}") String bucket,
			@Value("${export.key}") String key) {
		this.operator = operator;
		this.job = job;
		this.object = resources.getResource("s3express://" + bucket + "/" + key);
	}

	@Override
	public void run(ApplicationArguments args) throws Exception {
		JobParameters parameters = new JobParametersBuilder().addString("day", "2026-11-29").toJobParameters();
		ExitStatus status = ExitStatus.UNKNOWN;
		for (int run = 1; !status.equals(ExitStatus.COMPLETED) && run <= 3; run++) {
			JobExecution execution = this.operator.start(this.job, parameters);
			status = execution.getExitStatus();
			System.out.printf("Run %d: %s, %d orders written, %d bytes in the object%n", run, status.getExitCode(),
					execution.getStepExecutions().iterator().next().getWriteCount(), this.object.contentLength());
		}
	}

}
