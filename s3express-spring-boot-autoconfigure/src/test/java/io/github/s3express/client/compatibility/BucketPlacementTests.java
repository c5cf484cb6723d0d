/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.S3Exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * CreateBucket without location and type.
 */
class BucketPlacementTests {

	private final CompatibilityFixture fixture = new CompatibilityFixture();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "made--use1-az4--x-s3", "made--use1-dfw2-az1--x-s3", "made--with--dashes--apne1-az4--x-s3" })
	void bucketShouldBeMadeInTheZoneOfItsName(String name) {
		S3Client client = this.fixture.client(CompatibilitySettings.DEFAULT);
		client.createBucket((create) -> create.bucket(name));
		assertThat(client.listDirectoryBuckets((list) -> {
		}).buckets()).extracting(Bucket::name).contains(name);
		assertThat(this.fixture.uses.count(CompatibilityKind.CREATE_BUCKET)).isEqualTo(1);
	}

	@Test
	void bucketShouldBeMadeByAnAsynchronousClient() {
		this.fixture.asyncClient(CompatibilitySettings.DEFAULT, (builder) -> {
		}).createBucket((create) -> create.bucket("made--use1-az4--x-s3")).join();
		assertThat(this.fixture.uses.count(CompatibilityKind.CREATE_BUCKET)).isEqualTo(1);
	}

	@Test
	void bucketShouldBeMadeInRegionsWhoseNameTheSdkAdds() {
		S3Client client = this.fixture.client(CompatibilitySettings.DEFAULT,
				(builder) -> builder.region(Region.of(this.fixture.server.region())));
		client.createBucket((create) -> create.bucket("made--use1-az4--x-s3")
			.createBucketConfiguration((configuration) -> configuration.locationConstraint("eu-north-1")));
		assertThat(this.fixture.uses.count(CompatibilityKind.CREATE_BUCKET)).isEqualTo(1);
	}

	@Test
	void configurationOfTheCallerShouldBeLeftAlone() {
		S3Client client = this.fixture.client(CompatibilitySettings.DEFAULT);
		assertThatExceptionOfType(S3Exception.class)
			.isThrownBy(() -> client.createBucket((create) -> create.bucket("made--use1-az4--x-s3")
				.createBucketConfiguration((configuration) -> configuration
					.location((location) -> location.type("AvailabilityZone").name("use1-az5"))
					.bucket((bucket) -> bucket.type("Directory").dataRedundancy("SingleAvailabilityZone")))));
		assertThat(this.fixture.uses.count(CompatibilityKind.CREATE_BUCKET)).isZero();
	}

	@Test
	void badNameShouldBeOneSentence() {
		S3Client client = this.fixture.client(CompatibilitySettings.DEFAULT);
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> client.createBucket((create) -> create.bucket("nozone--x-s3")))
			.withMessageContaining("'nozone--x-s3' is not the name of a directory bucket");
	}

	@Test
	void switchedOffTheServiceShouldRefuseAsEver() {
		S3Client client = this.fixture.client(CompatibilitySettings.OFF);
		assertThatExceptionOfType(S3Exception.class)
			.isThrownBy(() -> client.createBucket((create) -> create.bucket("made--use1-az4--x-s3")))
			.satisfies((ex) -> assertThat(ex.statusCode()).isIn(List.of(400, 409)));
	}

}
