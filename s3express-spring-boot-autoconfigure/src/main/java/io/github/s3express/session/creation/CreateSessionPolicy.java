/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.RegionMetadata;

import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionMode;

/**
 * The least IAM policy that allows a session to be made.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-security-iam-identity-policies.html">IAM
 * identity-based policies for S3 Express One Zone</a>
 */
public final class CreateSessionPolicy {

	private static final String ANY_ACCOUNT = "*";

	private static final Pattern ACCOUNT = Pattern.compile("arn:aws[a-z-]*:(?:iam|sts)::([0-9]{12}):");

	private final SessionKey key;

	private final Region region;

	private final SessionEncryption encryption;

	private final String account;

	private CreateSessionPolicy(SessionKey key, Region region, SessionEncryption encryption, String account) {
		this.key = key;
		this.region = region;
		this.encryption = encryption;
		this.account = account;
	}

	/**
	 * The policy for a session.
	 * @param key what the session is for
	 * @param region the bucket's Region
	 * @param encryption what is asked for with CreateSession
	 * @param refusal what the service said when it refused, from which the account is
	 * read; {@code null} leaves the account open
	 * @return the policy
	 */
	public static CreateSessionPolicy of(SessionKey key, Region region, SessionEncryption encryption,
			@Nullable String refusal) {
		Matcher account = ACCOUNT.matcher((refusal != null) ? refusal : "");
		return new CreateSessionPolicy(key, region, encryption, account.find() ? account.group(1) : ANY_ACCOUNT);
	}

	/**
	 * The bucket's name as policies write it.
	 * @return the Amazon Resource Name; {@code *} stands for an account that is not known
	 */
	public String resource() {
		return "arn:%s:s3express:%s:%s:bucket/%s".formatted(partition(), this.region.id(), this.account,
				this.key.bucket());
	}

	/**
	 * The policy.
	 * @return a JSON document of several lines
	 */
	public String toJson() {
		List<String> statements = new ArrayList<>();
		statements.add(statement("\"s3express:CreateSession\"", resource(), condition()));
		if (this.encryption.kmsKeyId() != null) {
			statements.add(statement("[\"kms:GenerateDataKey\", \"kms:Decrypt\"]", keyResource(), ""));
		}
		return """
				{
				  "Version": "2012-10-17",
				  "Statement": [%s]
				}""".formatted(String.join(", ", statements));
	}

	private static String statement(String actions, String resource, String condition) {
		return """
				{
				    "Effect": "Allow",
				    "Action": %s,
				    "Resource": "%s"%s
				  }""".formatted(actions, resource, condition);
	}

	private String condition() {
		if (this.key.mode() != SessionMode.READ_ONLY) {
			return "";
		}
		return """
				,
				    "Condition": {"StringEquals": {"s3express:SessionMode": "ReadOnly"}}""";
	}

	private String keyResource() {
		String id = String.valueOf(this.encryption.kmsKeyId());
		return id.startsWith("arn:") ? id
				: "arn:%s:kms:%s:%s:key/%s".formatted(partition(), this.region.id(), this.account, id);
	}

	private String partition() {
		RegionMetadata metadata = RegionMetadata.of(this.region);
		return (metadata != null) ? metadata.partition().id() : "aws";
	}

}
