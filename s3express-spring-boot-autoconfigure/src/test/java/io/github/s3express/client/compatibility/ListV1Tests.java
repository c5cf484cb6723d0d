/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * ListObjects, which directory buckets lack.
 */
@ExtendWith(OutputCaptureExtension.class)
class ListV1Tests {

	private static final CompatibilitySettings DEFAULT = CompatibilitySettings.DEFAULT;

	private final CompatibilityFixture fixture = new CompatibilityFixture(10);

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void answerShouldBeOneOfTheFirstVersion(boolean async) {
		this.fixture.put("a/1", "a/2/x", "b");
		ListObjectsResponse page = this.fixture.lister(async, DEFAULT).v1((list) -> list.prefix("a/").delimiter("/"));
		assertThat(page.contents()).extracting(S3Object::key).containsExactly("a/1");
		assertThat(page.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("a/2/");
		assertThat(page.contents().get(0).owner()).isNotNull();
		assertThat(page.prefix()).isEqualTo("a/");
		assertThat(page.delimiter()).isEqualTo("/");
		assertThat(page.marker()).isEmpty();
		assertThat(page.nextMarker()).isNull();
		assertThat(page.isTruncated()).isFalse();
		assertThat(page.maxKeys()).isEqualTo(1000);
		assertThat(page.name()).isEqualTo(CompatibilityFixture.BUCKET);
	}

	@ParameterizedTest
	@CsvSource({ "false,false", "false,true", "true,false", "true,true" })
	void pagesShouldHoldEverythingOnceWhateverTheMarker(boolean async, boolean lastKey) {
		List<String> keys = IntStream.range(0, 30).mapToObj((number) -> "a/k" + number).toList();
		this.fixture.put(CompatibilityFixture.BUCKET, keys);
		Lister lister = this.fixture.lister(async, DEFAULT);
		for (int size : List.of(1, 4, 1000)) {
			for (String prefix : List.of("a/", "a/k", "")) {
				List<ListObjectsResponse> pages = lister.pagesV1(lastKey, (list) -> list.prefix(prefix).maxKeys(size));
				assertThat(pages).allSatisfy((page) -> assertThat(page.contents()).hasSizeLessThanOrEqualTo(size));
				assertThat(pages.stream().flatMap((page) -> Lister.names(page).stream()))
					.containsExactlyInAnyOrderElementsOf(keys);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "false,false", "false,true", "true,false", "true,true" })
	void commonPrefixesShouldComeOnceWhateverTheMarker(boolean async, boolean lastKey) {
		IntStream.range(0, 6).forEach((number) -> this.fixture.put("a/d" + number + "/x", "a/d" + number));
		Lister lister = this.fixture.lister(async, DEFAULT);
		List<ListObjectsResponse> pages = lister.pagesV1(lastKey,
				(list) -> list.prefix("a/").delimiter("/").maxKeys(5));
		assertThat(pages.stream().flatMap((page) -> Lister.names(page).stream())).containsExactlyInAnyOrder("a/d0",
				"a/d0/", "a/d1", "a/d1/", "a/d2", "a/d2/", "a/d3", "a/d3/", "a/d4", "a/d4/", "a/d5", "a/d5/");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void markerOfTheCallersOwnShouldBeginAfterItInTheOrderOfKeys(boolean async) {
		this.fixture.put("a/1", "a/2", "a/3", "a/4", "a/5", "a/20");
		Lister lister = this.fixture.lister(async, DEFAULT);
		ListObjectsResponse page = lister.v1((list) -> list.prefix("a/").marker("a/2").maxKeys(2));
		assertThat(Lister.names(page)).containsExactly("a/20", "a/3");
		assertThat(page.marker()).isEqualTo("a/2");
		assertThat(page.isTruncated()).isTrue();
		assertThat(page.nextMarker()).isEqualTo("a/3");
		assertThat(Lister.names(lister.v1((list) -> list.prefix("a/").marker("a/3").maxKeys(2)))).containsExactly("a/4",
				"a/5");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void markersShouldHoldForAnotherClient(boolean async) {
		IntStream.range(0, 6).forEach((number) -> this.fixture.put("a/" + number));
		ListObjectsResponse first = this.fixture.lister(async, DEFAULT).v1((list) -> list.prefix("a/").maxKeys(3));
		ListObjectsResponse second = this.fixture.lister(!async, DEFAULT)
			.v1((list) -> list.prefix("a/").maxKeys(3).marker(first.nextMarker()));
		assertThat(Lister.names(second)).hasSize(3).doesNotContainAnyElementsOf(Lister.names(first));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void namesShouldBeEncodedIfAskedAndOnlyThen(boolean async) {
		this.fixture.put("a/b +ä1", "a/b +ä2");
		Lister lister = this.fixture.lister(async, DEFAULT);
		for (EncodingType encoding : new EncodingType[] { null, EncodingType.URL }) {
			List<ListObjectsResponse> pages = lister.pagesV1(true,
					(list) -> list.prefix("a/b +").encodingType(encoding).maxKeys(1));
			assertThat(pages.stream().flatMap((page) -> Lister.names(page).stream()))
				.containsExactlyInAnyOrder("a/b +ä1", "a/b +ä2");
			assertThat(pages).allSatisfy((page) -> assertThat(page.prefix()).isEqualTo("a/b +"));
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void markerWithinACommonPrefixShouldBeRefused(boolean async) {
		assertThatExceptionOfType(SdkClientException.class)
			.isThrownBy(() -> this.fixture.lister(async, DEFAULT)
				.v1((list) -> list.prefix("a/").delimiter("/").marker("a/3/x")))
			.withMessageContaining("marker 'a/3/x' lies within the common prefix 'a/3/'");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void switchedOffTheServiceShouldRefuseAsEver(boolean async) {
		assertThatExceptionOfType(S3Exception.class)
			.isThrownBy(() -> this.fixture.lister(async, CompatibilitySettings.OFF).v1((list) -> list.prefix("a/")))
			.satisfies((ex) -> assertThat(ex.statusCode()).isEqualTo(501));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void errorsOfTheServiceShouldComeThrough(boolean async) {
		assertThatExceptionOfType(S3Exception.class)
			.isThrownBy(() -> this.fixture.lister(async, DEFAULT).v1((list) -> list.maxKeys(-1)))
			.satisfies((ex) -> assertThat(ex.statusCode()).isEqualTo(400));
	}

	@Test
	void usesShouldBeCountedAndSaidOnceForEachBucket(CapturedOutput output) {
		Lister lister = this.fixture.lister(false, DEFAULT);
		lister.v1((list) -> list.prefix("a/"));
		lister.v1((list) -> list.prefix("a/fo"));
		assertThat(this.fixture.uses.count(CompatibilityKind.LIST_V1)).isEqualTo(2);
		assertThat(this.fixture.uses.count(CompatibilityKind.LIST_PREFIX)).isEqualTo(1);
		assertThat(output.getOut().split("s3express.compatibility.list-v1=false", -1)).hasSize(2);
	}

}
