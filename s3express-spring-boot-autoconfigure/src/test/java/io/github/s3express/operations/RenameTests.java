/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

import io.github.s3express.operations.UnreliableHttpClient.Loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Renames over sockets.
 */
class RenameTests {

	private static final String BUCKET = OperationsFixture.BUCKET;

	private final OperationsFixture fixture = new OperationsFixture();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void renameShouldMoveTheObject() {
		this.fixture.put("a key/with +&%ü", "text");
		RenameResult result = this.fixture.operations.rename(BUCKET, "a key/with +&%ü", "b");
		assertThat(result.settled()).isFalse();
		assertThat(this.fixture.content("b")).isEqualTo("text");
		assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> this.fixture.content("a key/with +&%ü"));
	}

	@Test
	void renameWhenAnswerIsLostShouldSucceed() {
		this.fixture.put("a", "text");
		lose(Loss.ANSWER, 1);
		assertThat(this.fixture.operations.rename(BUCKET, "a", "b").etag()).isNotEmpty();
		assertThat(this.fixture.content("b")).isEqualTo("text");
	}

	@Test
	void renameWhenAllAnswersAreLostShouldBeSettledByBothKeys() {
		this.fixture.put("a", "text");
		lose(Loss.ANSWER, Integer.MAX_VALUE);
		assertThat(this.fixture.operations.rename(BUCKET, "a", "b").settled()).isTrue();
		assertThat(this.fixture.content("b")).isEqualTo("text");
	}

	@Test
	void renameWhenTokenIsForgottenAndSourceIsThereAnewShouldLeaveItAlone() {
		this.fixture.put("a", "old");
		AtomicInteger renames = new AtomicInteger();
		this.fixture.http.lose((request) -> {
			if (!isRename(request)) {
				return Loss.NONE;
			}
			if (renames.incrementAndGet() == 2) {
				this.fixture.put("a", "new");
				this.fixture.server.faults().on("RenameObject").error(412, "PreconditionFailed").times(1);
			}
			return (renames.get() == 1) ? Loss.ANSWER : Loss.NONE;
		});
		assertThat(this.fixture.operations.rename(BUCKET, "a", "b").settled()).isTrue();
		assertThat(this.fixture.content("a")).isEqualTo("new");
		assertThat(this.fixture.content("b")).isEqualTo("old");
	}

	@Test
	void renameWhenServiceIsAwayShouldSayThatItIsNotKnown() {
		this.fixture.put("a", "text");
		lose(Loss.REQUEST, Integer.MAX_VALUE);
		assertThatExceptionOfType(RenameOutcomeUnknownException.class)
			.isThrownBy(() -> this.fixture.operations.rename(BUCKET, "a", "b"))
			.withMessageContaining("look at both keys");
		assertThat(this.fixture.content("a")).isEqualTo("text");
	}

	@Test
	void renameWhenDestinationMustNotExistShouldReplaceNothing() {
		this.fixture.put("a", "text");
		this.fixture.put("b", "other");
		assertThatExceptionOfType(S3Exception.class)
			.isThrownBy(() -> this.fixture.operations.rename(BUCKET, "a", "b",
					(conditions) -> conditions.destinationIfNoneMatch("*")))
			.satisfies((ex) -> assertThat(ex.statusCode()).isEqualTo(412));
		assertThat(this.fixture.content("a")).isEqualTo("text");
		assertThat(this.fixture.content("b")).isEqualTo("other");
	}

	@Test
	void renameWhenSourceIsMissingShouldSaySo() {
		assertThatExceptionOfType(NoSuchKeyException.class)
			.isThrownBy(() -> this.fixture.operations.rename(BUCKET, "a", "b"));
	}

	@Test
	void renameWhenInLocalZoneShouldBeRefusedInOneSentence() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.fixture.operations.rename("logs--usw2-lax1-az1--x-s3", "a", "b"))
			.withMessageContaining("Local Zone");
	}

	private void lose(Loss loss, int times) {
		AtomicInteger left = new AtomicInteger(times);
		this.fixture.http.lose((request) -> (isRename(request) && left.getAndDecrement() > 0) ? loss : Loss.NONE);
	}

	private static boolean isRename(SdkHttpRequest request) {
		return request.rawQueryParameters().containsKey("renameObject");
	}

}
