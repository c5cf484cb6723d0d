/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Listings in the order of keys, and without the prefixes of open uploads.
 */
class ListOrderTests {

	private final CompatibilityFixture fixture = new CompatibilityFixture(10);

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void listingsShouldComeInTheOrderOfUtf8(boolean async) {
		List<String> keys = List.of("a", "a-b", "a/1", "a/10", "a/2", "a0", "z", "\uFF5E", "\uD83D\uDE00");
		this.fixture.put(CompatibilityFixture.BUCKET, keys);
		Lister lister = this.fixture.lister(async, CompatibilityFixture.sorted(100));
		for (int size : List.of(1, 2, 1000)) {
			List<ListObjectsV2Response> pages = lister.pagesV2((list) -> list.maxKeys(size));
			assertThat(pages.stream().flatMap((page) -> Lister.names(page).stream())).containsExactlyElementsOf(keys);
			assertThat(lister.pagesV1(true, (list) -> list.maxKeys(size))
				.stream()
				.flatMap((page) -> Lister.names(page).stream())).containsExactlyElementsOf(keys);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void boundShouldBeExact(boolean async) {
		this.fixture.put(CompatibilityFixture.BUCKET,
				IntStream.range(0, 25).mapToObj((number) -> "a/" + number).toList());
		assertThat(
				this.fixture.lister(async, CompatibilityFixture.sorted(25)).v2((list) -> list.prefix("a/")).keyCount())
			.isEqualTo(25);
		Lister lister = this.fixture.lister(async, CompatibilityFixture.sorted(24));
		assertThatExceptionOfType(SdkClientException.class)
			.isThrownBy(() -> lister.v2((list) -> list.prefix("a/").maxKeys(1)))
			.withMessageContaining("More than 24 keys");
		// A longer prefix is nearer to what the bound allows.
		assertThat(lister.v2((list) -> list.prefix("b/")).keyCount()).isZero();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void prefixesOfOpenUploadsShouldBeLeftOutIfAsked(boolean async) {
		this.fixture.put("a/with/1", "a/object");
		S3Client client = this.fixture.client(CompatibilitySettings.OFF);
		for (String key : List.of("a/with/2", "a/without/1", "a/without/2", "a/o")) {
			client.createMultipartUpload((create) -> create.bucket(CompatibilityFixture.BUCKET).key(key));
		}
		Lister shown = this.fixture.lister(async, CompatibilitySettings.DEFAULT);
		assertThat(Lister.names(shown.v2((list) -> list.prefix("a/").delimiter("/"))))
			.containsExactlyInAnyOrder("a/object", "a/with/", "a/without/");
		CompatibilitySettings leftOut = new CompatibilitySettings(true, true, false, 100, 100, false, true, true,
				PresignedLife.SHORTEN, true);
		ListObjectsV2Response page = this.fixture.lister(async, leftOut).v2((list) -> list.prefix("a/").delimiter("/"));
		assertThat(Lister.names(page)).containsExactlyInAnyOrder("a/object", "a/with/");
		assertThat(page.keyCount()).isEqualTo(2);
		assertThat(Lister.names(this.fixture.lister(async, leftOut).v1((list) -> list.prefix("a/w").delimiter("/"))))
			.containsExactly("a/with/");
		assertThat(this.fixture.uses.count(CompatibilityKind.LIST_OPEN_UPLOADS)).isEqualTo(2);
	}

}
