/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.http.auth.spi.signer.SignerProperty;
import software.amazon.awssdk.identity.spi.IdentityProperty;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link CopyOnWriteAuthSchemeOption}.
 */
class CopyOnWriteAuthSchemeOptionTests {

	private static final IdentityProperty<String> BUCKET = IdentityProperty
		.create(CopyOnWriteAuthSchemeOptionTests.class, "Bucket");

	private static final IdentityProperty<String> OTHER = IdentityProperty
		.create(CopyOnWriteAuthSchemeOptionTests.class, "Other");

	private static final SignerProperty<String> REGION = SignerProperty.create(CopyOnWriteAuthSchemeOptionTests.class,
			"Region");

	private static final SignerProperty<Boolean> PAYLOAD = SignerProperty.create(CopyOnWriteAuthSchemeOptionTests.class,
			"Payload");

	private final AuthSchemeOption sdks = AuthSchemeOption.builder()
		.schemeId("scheme")
		.putIdentityProperty(BUCKET, "bucket")
		.putSignerProperty(REGION, "us-east-1")
		.build();

	private final AuthSchemeOption option = CopyOnWriteAuthSchemeOption.of(this.sdks);

	@Test
	void saysTheSameAsTheOther() {
		assertThat(texts(this.option)).isEqualTo(texts(this.sdks))
			.isEqualTo(Map.of("scheme", "scheme", BUCKET, "bucket", REGION, "us-east-1"));
		assertThat(this.option.identityProperty(BUCKET)).isEqualTo("bucket");
		assertThat(this.option.identityProperty(OTHER)).isNull();
		assertThat(this.option.signerProperty(REGION)).isEqualTo("us-east-1");
		assertThat(this.option.signerProperty(PAYLOAD)).isNull();
		assertThat(this.option).hasToString(this.sdks.toString().replaceFirst("^.*?\\(", "AuthSchemeOption("));
	}

	@Test
	void whenNothingChangesShouldBeTheSame() {
		AuthSchemeOption copy = this.option.toBuilder()
			.schemeId("scheme")
			.putIdentityProperty(BUCKET, "bucket")
			.putIdentityPropertyIfAbsent(BUCKET, "other")
			.putSignerProperty(REGION, "us-east-1")
			.putSignerPropertyIfAbsent(REGION, "eu-north-1")
			.build();
		assertThat(copy).isSameAs(this.option);
	}

	@Test
	void whenChangedShouldBeAsTheSdksAndLeaveTheOriginalAlone() {
		Map<Object, Object> before = texts(this.option);
		assertThat(texts(changed(this.option))).isEqualTo(texts(changed(this.sdks)))
			.isEqualTo(Map.of("scheme", "v4", BUCKET, "mine", OTHER, "more", REGION, "eu-north-1", PAYLOAD, false));
		assertThat(texts(this.option)).isEqualTo(before);
	}

	private static AuthSchemeOption changed(AuthSchemeOption option) {
		return option.toBuilder()
			.schemeId("v4")
			.putIdentityProperty(BUCKET, "mine")
			.putIdentityPropertyIfAbsent(OTHER, "more")
			.putSignerProperty(REGION, "eu-north-1")
			.putSignerPropertyIfAbsent(PAYLOAD, false)
			.build();
	}

	@Test
	void whenValueIsNullShouldBeAsTheSdks() {
		assertThat(texts(withNull(this.option))).isEqualTo(texts(withNull(this.sdks)));
		assertThat(withNull(this.option).toBuilder()
			.putSignerPropertyIfAbsent(PAYLOAD, true)
			.build()
			.signerProperty(PAYLOAD)).isTrue();
	}

	private static AuthSchemeOption withNull(AuthSchemeOption option) {
		return option.toBuilder().putSignerProperty(PAYLOAD, null).putSignerProperty(REGION, null).build();
	}

	@Test
	void whenBuilderGoesOnShouldLeaveWhatItBuiltAlone() {
		AuthSchemeOption.Builder builder = this.option.toBuilder().putSignerProperty(PAYLOAD, true);
		AuthSchemeOption built = builder.build();
		AuthSchemeOption later = builder.putSignerProperty(PAYLOAD, false).putIdentityProperty(OTHER, "more").build();
		assertThat(built.signerProperty(PAYLOAD)).isTrue();
		assertThat(built.identityProperty(OTHER)).isNull();
		assertThat(later.signerProperty(PAYLOAD)).isFalse();
		assertThat(later.identityProperty(OTHER)).isEqualTo("more");
		assertThat(texts(this.option)).isEqualTo(texts(this.sdks));
	}

	private static Map<Object, Object> texts(AuthSchemeOption option) {
		Map<Object, Object> texts = new HashMap<>();
		texts.put("scheme", option.schemeId());
		option.forEachIdentityProperty(texts::put);
		option.forEachSignerProperty(texts::put);
		return texts;
	}

}
