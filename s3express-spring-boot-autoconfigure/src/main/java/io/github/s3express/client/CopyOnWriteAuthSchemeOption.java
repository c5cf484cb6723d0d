/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.http.auth.spi.signer.SignerProperty;
import software.amazon.awssdk.identity.spi.IdentityProperty;

/**
 * An option that is copied when it is changed, and not before. For each call the SDK
 * copies the option that it has chosen several times, mostly to put into it what is there
 * already.
 */
final class CopyOnWriteAuthSchemeOption implements AuthSchemeOption {

	private final String schemeId;

	private final Map<IdentityProperty<?>, @Nullable Object> identityProperties;

	private final Map<SignerProperty<?>, @Nullable Object> signerProperties;

	private CopyOnWriteAuthSchemeOption(String schemeId, Map<IdentityProperty<?>, @Nullable Object> identityProperties,
			Map<SignerProperty<?>, @Nullable Object> signerProperties) {
		this.schemeId = schemeId;
		this.identityProperties = identityProperties;
		this.signerProperties = signerProperties;
	}

	/**
	 * Makes one that says the same as another.
	 */
	static CopyOnWriteAuthSchemeOption of(AuthSchemeOption option) {
		Map<IdentityProperty<?>, @Nullable Object> identityProperties = new HashMap<>();
		option.forEachIdentityProperty(identityProperties::put);
		Map<SignerProperty<?>, @Nullable Object> signerProperties = new HashMap<>();
		option.forEachSignerProperty(signerProperties::put);
		return new CopyOnWriteAuthSchemeOption(option.schemeId(), identityProperties, signerProperties);
	}

	@Override
	public String schemeId() {
		return this.schemeId;
	}

	// What a property has is of its type: the builder takes nothing else.
	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T identityProperty(IdentityProperty<T> property) {
		return (T) this.identityProperties.get(property);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T signerProperty(SignerProperty<T> property) {
		return (T) this.signerProperties.get(property);
	}

	@Override
	public void forEachIdentityProperty(IdentityPropertyConsumer consumer) {
		this.identityProperties.forEach((property, value) -> accept(property, value, consumer));
	}

	@SuppressWarnings("unchecked")
	private static <T> void accept(IdentityProperty<T> property, @Nullable Object value,
			IdentityPropertyConsumer consumer) {
		consumer.accept(property, (T) value);
	}

	@Override
	public void forEachSignerProperty(SignerPropertyConsumer consumer) {
		this.signerProperties.forEach((property, value) -> accept(property, value, consumer));
	}

	@SuppressWarnings("unchecked")
	private static <T> void accept(SignerProperty<T> property, @Nullable Object value,
			SignerPropertyConsumer consumer) {
		consumer.accept(property, (T) value);
	}

	@Override
	public Builder toBuilder() {
		return new Copy(this);
	}

	@Override
	public String toString() {
		return "AuthSchemeOption(schemeId=" + this.schemeId + ", identityProperties=" + this.identityProperties
				+ ", signerProperties=" + this.signerProperties + ")";
	}

	/**
	 * Makes a copy of what is changed.
	 */
	private static final class Copy implements Builder {

		private CopyOnWriteAuthSchemeOption original;

		private String schemeId;

		private Map<IdentityProperty<?>, @Nullable Object> identityProperties;

		private Map<SignerProperty<?>, @Nullable Object> signerProperties;

		Copy(CopyOnWriteAuthSchemeOption original) {
			this.original = original;
			this.schemeId = original.schemeId;
			this.identityProperties = original.identityProperties;
			this.signerProperties = original.signerProperties;
		}

		@Override
		public Builder schemeId(String schemeId) {
			this.schemeId = schemeId;
			return this;
		}

		@Override
		public <T> Builder putIdentityProperty(IdentityProperty<T> property, T value) {
			if (!has(this.identityProperties, property, value)) {
				if (this.identityProperties == this.original.identityProperties) {
					this.identityProperties = new HashMap<>(this.identityProperties);
				}
				this.identityProperties.put(property, value);
			}
			return this;
		}

		@Override
		public <T> Builder putIdentityPropertyIfAbsent(IdentityProperty<T> property, T value) {
			return (this.identityProperties.get(property) != null) ? this : putIdentityProperty(property, value);
		}

		@Override
		public <T> Builder putSignerProperty(SignerProperty<T> property, T value) {
			if (!has(this.signerProperties, property, value)) {
				if (this.signerProperties == this.original.signerProperties) {
					this.signerProperties = new HashMap<>(this.signerProperties);
				}
				this.signerProperties.put(property, value);
			}
			return this;
		}

		@Override
		public <T> Builder putSignerPropertyIfAbsent(SignerProperty<T> property, T value) {
			return (this.signerProperties.get(property) != null) ? this : putSignerProperty(property, value);
		}

		private static <P> boolean has(Map<P, @Nullable Object> properties, P property, @Nullable Object value) {
			return Objects.equals(properties.get(property), value)
					&& (value != null || properties.containsKey(property));
		}

		@Override
		public AuthSchemeOption build() {
			if (this.schemeId.equals(this.original.schemeId)
					&& this.identityProperties == this.original.identityProperties
					&& this.signerProperties == this.original.signerProperties) {
				return this.original;
			}
			// What comes after that changes a copy of this.
			this.original = new CopyOnWriteAuthSchemeOption(this.schemeId, this.identityProperties,
					this.signerProperties);
			return this.original;
		}

	}

}
