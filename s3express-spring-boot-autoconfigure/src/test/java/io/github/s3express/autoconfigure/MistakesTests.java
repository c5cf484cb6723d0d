/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import io.github.s3express.autoconfigure.fleet.S3ExpressFleetAutoConfiguration;
import io.github.s3express.autoconfigure.health.S3ExpressHealthContributorAutoConfiguration;
import io.github.s3express.autoconfigure.local.S3ExpressLocalServerAutoConfiguration;
import io.github.s3express.autoconfigure.operations.S3ExpressOperationsAutoConfiguration;
import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What users write wrongly, and what the application says of it before it ends.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MistakesTests {

	private static final String BUCKET = "logs--use1-az4--x-s3";

	private static final String IN_A_FILE = "application.yml: s3express.buckets.orders.nmae: orders--use1-az4--x-s3";

	private static final String RELAXED = "s3express.sesion.mode=read-only s3express.unknown-properties=warn";

	private static final String VARIABLE = "S3EXPRESS_BUCKET=" + BUCKET;

	private static final String NO_CREDENTIALS = "s3express.buckets.logs.required=true (and no credentials anywhere)";

	private static final String OTHER_ACCOUNT = "s3express.fleet.principal=arn:aws:iam::111122223333:role/orders (and credentials of account 444455556666)";

	private final MistakesPage page = new MistakesPage();

	@AfterAll
	void writePage() {
		this.page.write();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
							s3express.buckets.logs.name=logs | s3express.buckets.logs.name is refused: 'logs' is not the name of a directory bucket: it must end in --x-s3
							s3express.buckets.logs.name=Logs--use1-az4--x-s3 | s3express.buckets.logs.name is refused: 'Logs--use1-az4--x-s3' is not the name of a directory bucket: its base 'Logs' may hold lower case letters
							s3express.buckets.logs.name=arn:aws:s3express:us-east-1:111122223333:bucket/logs--use1-az4--x-s3 | s3express.buckets.logs.name is the ARN arn:aws:s3express:us-east-1:111122223333:bucket/logs--use1-az4--x-s3; write the name alone, logs--use1-az4--x-s3.
							s3express.buckets.logs=logs | s3express.buckets.logs.name is refused: 'logs' is not the name of a directory bucket: it must end in --x-s3
							s3express.buckets.logs.warm-up=true | s3express.buckets.logs.name is not set; set it to the directory bucket's name, for example logs--use1-az4--x-s3.
							s3express.buckets.logs.name=logs--euw1-az1--x-s3 | s3express.buckets.logs is logs--euw1-az1--x-s3 in zone euw1-az1, which is not in Region us-east-1; set s3express.buckets.logs.region (or s3express.region)
							s3express.buckets.logs--use1-az4--x-s3.region=us-east-1a | That is an Availability Zone; its Region is us-east-1.
							s3express.buckets.logs--use1-az4--x-s3.warm-up=maybe | s3express.buckets.logs--use1-az4--x-s3.warm-up is 'maybe'
							s3express.buckets.logs--use1-az4--x-s3.mode=reads | write one of default, read-write, read-only, by-operation.
							s3express.buckets.logs--use1-az4--x-s3.encryption.algorithm=aws:kms:dsse | s3express.buckets.logs--use1-az4--x-s3.encryption.algorithm is aws:kms:dsse; make it AES256 or aws:kms: directory buckets have no dual-layer encryption.
							s3express.buckets.logs--use1-az4--x-s3.encryption.algorithm=aws:kms | s3express.buckets.logs--use1-az4--x-s3.encryption.kms-key-id is not set; make it the id or ARN of the bucket's KMS key
							s3express.buckets.logs.nmae=logs--use1-az4--x-s3 | s3express.buckets.logs.nmae ("s3express.buckets.logs.nmae" from property source "commandLineArgs") is no property of S3 Express; the nearest is s3express.buckets.logs.name.
							s3express.buckets.logs--use1-az4--x-s3.keepwarm.always=true | the nearest is s3express.buckets.logs--use1-az4--x-s3.keep-warm.
							s3express.buckets.logs--use1-az4--x-s3.encryption.kms-key=1234 | the nearest is s3express.buckets.logs--use1-az4--x-s3.encryption.kms-key-id.
							s3express.sesion.mode=read-only | the nearest is s3express.session.mode.
							s3express.bucket=logs--use1-az4--x-s3 | s3express.bucket ("s3express.bucket" from property source "commandLineArgs") is no property of S3 Express; the nearest is s3express.buckets.<id>.
							s3express.create-timeout=5s | the nearest is s3express.session.create-timeout.
							s3express.session.max-retries=5 | the nearest is s3express.session.retry.max-retries.
							s3express.local.prot=9000 | the nearest is s3express.local.port.
							s3express.local=true | the nearest is s3express.local.
							s3express.metrics.max-bucket=5 | the nearest is s3express.metrics.max-buckets.
							s3express.endpiont=http://127.0.0.1:9000 | the nearest is s3express.endpoint.
							s3express.credentials.access-key=AKIA | the nearest is s3express.credentials.access-key-id.
							s3express.enable=false | the nearest is s3express.enabled.
							s3express.regions=us-east-1 | the nearest is s3express.region.
							s3express.session.mode=writable | s3express.session.mode is 'writable'
							s3express.session.mode=writable | write one of default, read-write, read-only, by-operation.
							s3express.session.create-timeout=soon | s3express.session.create-timeout is 'soon'
							s3express.session.create-timeout=0s | s3express.session.create-timeout is 0s; make it a positive duration of 100ms or more.
							s3express.session.create-timeout=10 | s3express.session.create-timeout is 10ms; write 10s, if seconds are meant; the least is 100ms.
							s3express.session.call-timeout=3 | s3express.session.call-timeout is 3ms; write 3s, if seconds are meant; the least is 100ms.
							s3express.session.call-timeout=11s | s3express.session.call-timeout is 11s; make it no longer than s3express.session.create-timeout, which is 10s by default.
							s3express.session.create-timeout=2h | s3express.session.create-timeout is 2h; make it no longer than 1h.
							s3express.session.expiry-threshold=5 | s3express.session.expiry-threshold is 5ms; write 5s, if seconds are meant; the least is 100ms.
							s3express.session.expiry-threshold=80s | s3express.session.expiry-threshold is 80s; make it shorter than s3express.session.refresh-before-expiry, which is 75s by default.
							s3express.session.expiry-threshold=40s s3express.session.refresh-before-expiry=30s | s3express.session.expiry-threshold is 40s; make it shorter than s3express.session.refresh-before-expiry, which is 30s.
							s3express.session.refresh-before-expiry=75 | s3express.session.refresh-before-expiry is 75ms; write 75s, if seconds are meant; the least is 1s.
							s3express.session.refresh-before-expiry=5m | s3express.session.refresh-before-expiry is 5m; make it shorter than the longest life of a session, 5m.
							s3express.session.refresh-before-expiry=-1s | s3express.session.refresh-before-expiry is -1s; make it a positive duration of 1s or more.
							s3express.session.refresh-jitter=2 | s3express.session.refresh-jitter is 2.0; make it a number from 0 to 1.
							s3express.session.idle-timeout=10 | s3express.session.idle-timeout is 10ms; write 10s, if seconds are meant; the least is 1s.
							s3express.session.max-sessions=0 | s3express.session.max-sessions is 0; make it 1 or more.
							s3express.session.max-sessions=many | s3express.session.max-sessions is 'many'
							s3express.session.max-concurrent-creations=-4 | s3express.session.max-concurrent-creations is -4; make it 1 or more.
							s3express.session.retry.max-retries=-1 | s3express.session.retry.max-retries is -1; make it 0 or more.
							s3express.session.retry.max-interval=10ms | s3express.session.retry.max-interval is 10ms; make it no less than s3express.session.retry.initial-interval, which is 50ms by default.
							s3express.session.retry.multiplier=0.5 | s3express.session.retry.multiplier is 0.5; make it 1 or more.
							s3express.connect-timeout=2 | s3express.connect-timeout is 2ms; write 2s, if seconds are meant; the least is 100ms.
							s3express.read-timeout=-1s | s3express.read-timeout is -1s; make it a positive duration of 100ms or more.
							s3express.endpoint=not a url | s3express.endpoint is 'not a url'
							s3express.endpoint=ftp://127.0.0.1:9000 | It must begin with http:// or https://.
							s3express.endpoint=127.0.0.1 | It must begin with http:// or https://.
							s3express.endpoint=http:///bucket | It has no host; write for example http://127.0.0.1:9000.
							s3express.endpoint=http://127.0.0.1:9000/bucket | It must have neither path nor query: the bucket becomes its path.
							s3express.endpoint=http://127.0.0.1:9000?x=y | It must have neither path nor query: the bucket becomes its path.
							s3express.control-endpoint=http://key:very-secret@127.0.0.1:9000 | s3express.control-endpoint has user info; write http or https, a host and a port, and set s3express.credentials instead.
							s3express.region=us-east-1a | Invalid value 'us-east-1a' for configuration property 's3express.region' (originating from '"s3express.region" from property source "commandLineArgs"')
							s3express.region=use1-az4 | That is the id of a zone; write the Region that it is in, for example us-east-1.
							s3express.region=US_East_1 | Write us-east-1.
							s3express.region=Virginia! | A Region is written like us-east-1.
							s3express.ssl.bundle=none | s3express.ssl.bundle is 'none', but there is no SSL bundle of that name; define it under spring.ssl.bundle, or correct the name.
							s3express.credentials.access-key-id=AKIA | s3express.credentials.secret-access-key is not set; set both access-key-id and secret-access-key, or neither.
							s3express.credentials.secret-access-key=very-secret | s3express.credentials.access-key-id is not set; set both access-key-id and secret-access-key, or neither.
							s3express.credentials.access-key-id=AKIA s3express.credentials.secret-access-key=very-secret s3express.credentials.profile=dev | s3express.credentials.profile is 'dev' and s3express.credentials.access-key-id is set too; keep one of them.
							s3express.local.enabled=true s3express.endpoint=http://127.0.0.1:9000 | s3express.endpoint
							s3express.local.enabled=true s3express.endpoint=http://127.0.0.1:9000 | mutually exclusive
							s3express.local.enabled=true s3express.local.port=70000 | A port is a number from 1 to 65535, or 0 for a free one.
							s3express.local.enabled=true s3express.local.session-lifetime=300 | s3express.local.session-lifetime is 300ms; write 300s, if seconds are meant; the least is 1s.
							s3express.local.enabled=true s3express.local.data-directory=/proc/version/data | /proc/version is no directory that this application may write to.
							s3express.local.enabled=perhaps | s3express.local.enabled is 'perhaps'; write true or false.
							s3express.enabled=perhaps | s3express.enabled is 'perhaps'; write true or false.
							s3express.local.enabled=true s3express.buckets.logs.name=logs--use1-az4--xa-s3 | That is the name of an access point, which the local server cannot start with; name a bucket, base--zone--x-s3.
							s3express.buckets.logs.name=s3://logs--use1-az4--x-s3 | s3express.buckets.logs.name is refused: 's3://logs--use1-az4--x-s3' is not the name of a directory bucket: its base 's3://logs' may hold lower case letters, digits and hyphens only
							s3express.buckets.logs.name=logs--use1-az4--x-s3/2026/ | s3express.buckets.logs.name is refused: 'logs--use1-az4--x-s3/2026/' is not the name of a directory bucket: it must end in --x-s3
							s3express.buckets.logs.name=logs--use1--x-s3 | 'use1' is no zone id; write one as the AWS console shows it, for example use1-az4
							s3express.buckets=logs--use1-az4--x-s3 | the nearest is s3express.buckets.<id>.
							s3express.buckets.my.logs.name=logs--use1-az4--x-s3 | s3express.buckets.my.logs.name ("s3express.buckets.my.logs.name" from property source "commandLineArgs") is no property of S3 Express; the nearest is s3express.buckets.my.name.
							s3express.buckets.logs.name=logs--use1-az4--x-s3 s3express.buckets.archive.name=logs--use1-az4--x-s3 | s3express.buckets.logs and s3express.buckets.archive are both the bucket logs--use1-az4--x-s3; keep one of them.
							s3express.buckets.logs--use1-az4--x-s3.region=us-east | There is no such Region; write for example us-east-1.
							s3express.buckets.logs--use1-az4--x-s3.encryption=aws:kms | the nearest is s3express.buckets.logs--use1-az4--x-s3.encryption.
							s3express.buckets.logs--use1-az4--x-s3.encryption.algorithm=aws:kms s3express.buckets.logs--use1-az4--x-s3.encryption.kms-key-id=alias/logs | make it the id or ARN of the key itself: directory buckets take no alias.
							s3express.buckets.logs--use1-az4--x-s3.encryption.kms-key-id=1234 | make it unset, or set encryption.algorithm to aws:kms: only then it has a meaning.
							s3express.buckets.logs--use1-az4--x-s3.required=true s3express.endpoint=http://127.0.0.1:1 s3express.credentials.profile=no-such-profile | s3express.credentials.profile is 'no-such-profile', but the AWS configuration files have no profile of that name; correct it, or add the profile
							s3express.buckets.logs--use1-az4--x-s3.required=true s3express.endpoint=http://127.0.0.1:1 s3express.credentials.access-key-id=AKIA s3express.credentials.secret-access-key=very-secret | s3express.buckets.logs--use1-az4--x-s3.required is true, but there is no session for logs--use1-az4--x-s3: Unable to execute HTTP request: Connect to http://127.0.0.1:1
							s3express.session=off | the nearest is s3express.session.enabled.
							s3express.session.enabled=no-sessions | s3express.session.enabled is 'no-sessions'
							s3express.session.refresh-jitter=20% | write a number, for example 0.2.
							s3express.session.create-timeout=10sec | write a duration, for example 75s or 5m.
							s3express.session.idle-timeout=1000d | make it no longer than 365d.
							s3express.session.max-sessions=1 s3express.buckets.logs--use1-az4--x-s3.mode=read-only s3express.buckets.more--use1-az4--x-s3.mode=read-only | s3express.session.max-sessions is 1; make it at least 2, which the configured buckets need.
							s3express.session.retry.jitter=-0.5 | s3express.session.retry.jitter is -0.5; make it
							s3express.session.retry.initial-interval=0s | s3express.session.retry.initial-interval is 0s; make it a positive duration of 1ms or more.
							s3express.endpoint=http://127.0.0.1:99999 | A port is a number from 1 to 65535.
							s3express.region=us-east | There is no such Region; write for example us-east-1.
							s3express.credentials.session-token=very-secret | s3express.credentials.access-key-id is not set; set both access-key-id and secret-access-key, or neither and no session-token.
							s3express.unknown-properties=ignore | s3express.unknown-properties is 'ignore'
							s3express.compatibility.list-prefx=off | the nearest is s3express.compatibility.list-prefix.
							s3express.local.enabled=true s3express.control-endpoint=http://127.0.0.1:9000 | mutually exclusive
							s3express.local.enabled=true s3express.local.port=8080x | s3express.local.port is '8080x'
							s3express.local.enabled=true s3express.local.port=-1 | A port is a number from 1 to 65535, or 0 for a free one.
							s3express.local.enabled=true s3express.local.tls.bundle=none | s3express.local.tls.bundle is 'none', but s3express.local.tls.enabled is not true; set s3express.local.tls.enabled=true, or leave the bundle out.
							s3express.local.enabled=true s3express.local.tls.enabled=true s3express.local.tls.bundle=none | s3express.local.tls.bundle is 'none', but there is no SSL bundle of that name; define it under spring.ssl.bundle
							s3express.fleet.enabled=true | s3express.fleet.principal is not set; set it to the principal that the application's credentials belong to
							s3express.fleet.enabled=true s3express.fleet.principal=arn:aws:iam::111122223333:role/orders | s3express.fleet.encryption-keys is not set; make it 32 random bytes in Base64, for example from openssl rand -base64 32.
							s3express.fleet.enabled=true s3express.fleet.principal=orders s3express.fleet.encryption-keys=very-secret | s3express.fleet.encryption-keys[0] is not Base64; make it 32 random bytes in Base64
							s3express.fleet.enabled=true s3express.fleet.principal=orders s3express.fleet.encryption-keys=AAECAwQFBgcICQoLDA0ODw== | s3express.fleet.encryption-keys[0] has 16 bytes; make it 32 random bytes in Base64
							s3express.fleet.enabled=true s3express.fleet.principal=orders s3express.fleet.encryption-keys=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=,AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8= | s3express.fleet.encryption-keys is a list with one key twice; make it a list of different keys.
							s3express.fleet.enabled=true s3express.fleet.principal=orders s3express.fleet.encryption-keys=AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=,AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=,AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=,BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ=,BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU= | s3express.fleet.encryption-keys is a list of 5 keys; make it one of at most 4.
							s3express.fleet.enabled=true s3express.fleet.principal=orders s3express.fleet.encryption-keys=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8= | s3express.fleet.enabled is true, but there is no FleetSessionStore; add io.github.s3express:s3express-fleet-redis to the dependencies, or define such a bean.
							s3express.fleet.enabled=true s3express.fleet.principal=orders s3express.fleet.encryption-keys=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8= s3express.fleet.timeout=5s | s3express.fleet.timeout is 5s; make it no longer than 1s.
							s3express.fleet.enabled=true s3express.fleet.principal=orders s3express.fleet.timeout=0 | s3express.fleet.timeout is 0s; make it a positive duration of 1ms or more.
							s3express.fleet.enabled=true s3express.fleet.principal=orders s3express.fleet.encryption-keys=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8= s3express.fleet.namespace= | s3express.fleet.namespace is empty; make it a name that tells this fleet from others.
							s3express.fleet.enabled=on-weekdays | s3express.fleet.enabled is 'on-weekdays'
							s3express.fleet.encryption-key=very-secret | the nearest is s3express.fleet.encryption-keys.
							s3express.fleet.enabled=true s3express.fleet.timeout=soon | s3express.fleet.timeout is 'soon'
							management.health.s3express.down-before-expiry=5m | A session lives 5m at most: with this it would never be up.
							management.health.s3express.down-before-expiry=4 | management.health.s3express.down-before-expiry is 4ms; write 4s, if seconds are meant; the least is 1s.
							management.health.s3express.down-before-expiry=-1s | management.health.s3express.down-before-expiry is -1s; make it a positive duration of 1s or more.
							management.health.s3express.down-for=all | management.health.s3express.down-for is 'all'
							management.health.s3express.down-for=all | write one of configured-buckets, all-buckets.
							s3express.append.block-size=0B | s3express.append.block-size is 0B; make it a size from 1B to 1GB.
							s3express.append.block-size=-64KB | s3express.append.block-size is -64KB; make it a size from 1B to 1GB.
							s3express.append.block-size=16MB | s3express.append.block-size is 16MB; make it no more than s3express.append.max-block-size, which is 8MB by default.
							s3express.append.block-size=2MB s3express.append.max-block-size=1MB | s3express.append.block-size is 2MB; make it no more than s3express.append.max-block-size, which is 1MB.
							s3express.append.block-size=64 kilobytes | s3express.append.block-size is '64 kilobytes'
							s3express.append.max-block-size=large | write a size, for example 64KB or 8MB.
							s3express.append.max-block-size=2GB | s3express.append.max-block-size is 2048MB; make it a size from 1B to 1GB.
							s3express.append.at-limit=truncate | write one of rewrite, roll-over, fail.
							s3express.append.max-parts=1 | s3express.append.max-parts is 1; make it between 2 and 10000.
							s3express.append.max-parts=20000 | s3express.append.max-parts is 20000; make it between 2 and 10000.
							s3express.append.max-tries=0 | s3express.append.max-tries is 0; make it one or more.
							s3express.append.flush-interval=5 | s3express.append.flush-interval is 5ms; write 5s, if seconds are meant; the least is 100ms.
							s3express.append.flush-interval=-1s | s3express.append.flush-interval is -1s; make it a positive duration of 100ms or more.
							s3express.append.flush-interval=10s s3express.append.max-flush-interval=1s | s3express.append.max-flush-interval is 1s; make it flush-interval (10s) or more.
							s3express.append.fence=strict | s3express.append.fence is 'strict'
							s3express.append.rollover=true | the nearest is
					""")
	void startWhenPropertyIsWrongShouldSayWhichAndWhatToWrite(String properties, String sentence,
			CapturedOutput output) {
		String[] arguments = Stream
			.concat(properties.contains("s3express.region=") ? Stream.of() : Stream.of("--s3express.region=us-east-1"),
					Arrays.stream(properties.split(" (?=s3express|management)")).map((property) -> "--" + property))
			.toArray(String[]::new);
		assertThatException().isThrownBy(() -> start(arguments));
		assertThat(output.getAll()).contains("APPLICATION FAILED TO START").doesNotContain("very-secret", "\tat ");
		MistakesPage.Said said = MistakesPage.said(output.getAll());
		assertThat(oneSentence(said.sentence())).contains(oneSentence(sentence));
		assertThat(said.problem()).as("says nothing twice")
			.doesNotContainIgnoringCase(said.action().replaceFirst("\\.$", ""));
		this.page.add(properties, output.getAll());
	}

	// What is wrong and what to do about it may be two sentences.
	private static String oneSentence(String text) {
		return text.replace("; ", ". ").toLowerCase(Locale.ROOT);
	}

	@Test
	void pageShouldHoldNoOtherMistakes() throws Exception {
		Method test = MistakesTests.class.getDeclaredMethod("startWhenPropertyIsWrongShouldSayWhichAndWhatToWrite",
				String.class, String.class, CapturedOutput.class);
		List<String> mistakes = new ArrayList<>(List.of(IN_A_FILE, RELAXED, VARIABLE, NO_CREDENTIALS, OTHER_ACCOUNT));
		test.getAnnotation(CsvSource.class)
			.textBlock()
			.lines()
			.map((line) -> line.substring(0, line.indexOf('|')).strip())
			.forEach(mistakes::add);
		assertThat(MistakesPage.mistakes()).doesNotHaveDuplicates().hasSameElementsAs(mistakes);
	}

	@Test
	void startWhenKeyInAFileIsUnknownShouldNameFileAndLine(@TempDir Path directory, CapturedOutput output)
			throws Exception {
		Files.writeString(directory.resolve("application.yml"), """
				s3express:
				  region: us-east-1
				  buckets:
				    orders:
				      nmae: orders--use1-az4--x-s3
				""");
		assertThatException().isThrownBy(() -> start("--spring.config.location=file:" + directory + "/"));
		assertThat(output.getAll()).contains("application.yml] - 5:13")
			.contains("the nearest is s3express.buckets.orders.name.");
		this.page.add(IN_A_FILE, output.getAll());
	}

	@Test
	void startWhenUnknownKeysAreRelaxedShouldWarn(CapturedOutput output) {
		start("--s3express.region=us-east-1", "--s3express.sesion.mode=read-only",
				"--s3express.unknown-properties=warn");
		assertThat(output.getAll()).contains("WARN").contains("the nearest is s3express.session.mode.");
		this.page.add(RELAXED, output.getAll());
	}

	@Test
	void startWhenVariableIsUnknownShouldWarnOnce(CapturedOutput output) {
		startWithVariables(Map.of("S3EXPRESS_BUCKET", BUCKET, "S3EXPRESS_REGION", "us-east-1",
				"S3EXPRESS_SESSION_CREATE_TIMEOUT", "5s", "S3EXPRESS_SESSION_MAXSESSIONS", "50",
				"S3EXPRESS_BUCKETS_LOGS_NAME", BUCKET, "S3EXPRESS_BUCKETS_LOGS_WARMUP", "false"));
		assertThat(output.getAll().lines().filter((line) -> line.contains("sets no property of S3 Express")))
			.hasSize(1);
		assertThat(output.getAll()).contains("environment variable S3EXPRESS_BUCKET")
			.contains("the nearest is s3express.buckets");
		this.page.add(VARIABLE, output.getAll());
	}

	@Test
	void startWhenApplicationHasPropertiesOfItsOwnUnderThePrefixShouldWork() {
		SpringApplication application = application(WithOwnProperties.class);
		application.run("--s3express.region=us-east-1", "--s3express.archive.path=/tmp").close();
	}

	@Test
	void bucketWhenItIsAScalarShouldBeItsName() {
		try (ConfigurableApplicationContext context = application(Application.class)
			.run("--s3express.local.enabled=true", "--s3express.buckets.logs=" + BUCKET)) {
			assertThat(context.getBean(ConfiguredBuckets.class).names()).extracting(Object::toString)
				.containsExactly(BUCKET);
		}
	}

	@Test
	void bucketWhenItHasARegionOfItsOwnShouldWorkWithTheLocalServer(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application(Application.class).run(
				"--s3express.local.enabled=true", "--s3express.buckets.logs=" + BUCKET,
				"--s3express.buckets.north.name=north--eun1-az1--x-s3", "--s3express.buckets.north.region=eu-north-1",
				"--s3express.buckets.north.required=true")) {
			assertThat(context.getBean(S3ExpressLocalServer.class).counters().count("CreateSession")).isPositive();
		}
		assertThat(output.getAll().lines().filter((line) -> line.contains("This is not AWS"))).hasSize(1)
			.first()
			.asString()
			.contains("WARN", "http://127.0.0.1:", "in memory", BUCKET, "north--eun1-az1--x-s3");
	}

	@Test
	void localServerWhenNoRegionIsSetShouldBeInThatOfItsBuckets() {
		try (ConfigurableApplicationContext context = application(Application.class).run(
				"--s3express.local.enabled=true", "--s3express.buckets.north=north--eun1-az1--x-s3",
				"--s3express.buckets.logs.name=" + BUCKET, "--s3express.buckets.logs.region=us-east-1")) {
			assertThat(context.getBean(S3ExpressConnectionDetails.class).getRegion()).isEqualTo("eu-north-1");
		}
	}

	@Test
	@DisabledIfEnvironmentVariable(named = "AWS_ACCESS_KEY_ID", matches = ".+")
	void credentialsWhenThereAreNoneShouldBeSaidInOneLine(@TempDir Path directory, CapturedOutput output) {
		withoutCredentials(directory,
				() -> assertThatException()
					.isThrownBy(() -> start("--s3express.region=us-east-1", "--s3express.endpoint=http://127.0.0.1:1",
							"--s3express.buckets.logs.name=" + BUCKET, "--s3express.buckets.logs.required=true")));
		String description = output.getAll().substring(output.getAll().indexOf("APPLICATION FAILED TO START"));
		assertThat(description.lines().filter((line) -> line.contains("There are no AWS credentials: "))).hasSize(1)
			.first()
			.asString()
			.contains("s3express.buckets.logs.required is true, but there is no session for " + BUCKET)
			.endsWith(
					"set s3express.credentials.access-key-id and secret-access-key, s3express.credentials.profile, or "
							+ "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
		assertThat(output.getAll()).doesNotContain("in the chain", "InstanceProfileCredentialsProvider", "\tat ");
		this.page.add(NO_CREDENTIALS, output.getAll());
	}

	@Test
	@DisabledIfEnvironmentVariable(named = "AWS_ACCESS_KEY_ID", matches = ".+")
	void credentialsWhenThereAreNoneShouldBeToldInFullAtDebug(@TempDir Path directory, CapturedOutput output) {
		withoutCredentials(directory, () -> assertThatException().isThrownBy(() -> start("--s3express.region=us-east-1",
				"--s3express.endpoint=http://127.0.0.1:1", "--s3express.buckets.logs.name=" + BUCKET,
				"--s3express.buckets.logs.required=true", "--logging.level.io.github.s3express.autoconfigure=debug")));
		assertThat(output.getAll()).contains("DEBUG", "The AWS SDK found no credentials",
				"Unable to load credentials from any of the providers in the chain");
	}

	@Test
	void principalWhenTheCredentialsAreAnothersShouldBeSaid(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> application(WithCredentialsOfAnotherAccount.class).run("--s3express.region=us-east-1",
					"--s3express.fleet.enabled=true",
					"--s3express.fleet.principal=arn:aws:iam::111122223333:role/orders",
					"--s3express.fleet.encryption-keys=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));
		assertThat(output.getAll()).contains("APPLICATION FAILED TO START").doesNotContain("very-secret", "\tat ");
		this.page.add(OTHER_ACCOUNT, output.getAll());
	}

	private static void withoutCredentials(Path directory, Runnable action) {
		TestPropertyValues
			.of("aws.disableEc2Metadata=true", "aws.sharedCredentialsFile=" + directory.resolve("credentials"),
					"aws.configFile=" + directory.resolve("config"))
			.applyToSystemProperties(() -> {
				action.run();
				return null;
			});
	}

	private static void start(String... arguments) {
		application(Application.class).run(arguments).close();
	}

	private static void startWithVariables(Map<String, Object> variables) {
		SpringApplication application = application(Application.class);
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
		application.setEnvironment(environment);
		application.run().close();
	}

	private static SpringApplication application(Class<?> source) {
		SpringApplication application = new SpringApplication(source);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ S3ExpressAutoConfiguration.class, S3ExpressClientAutoConfiguration.class,
			S3ExpressLocalServerAutoConfiguration.class, SslAutoConfiguration.class,
			S3ExpressOperationsAutoConfiguration.class, S3ExpressFleetAutoConfiguration.class,
			S3ExpressHealthContributorAutoConfiguration.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(Archive.class)
	static class WithOwnProperties extends Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class WithCredentialsOfAnotherAccount extends Application {

		@Bean
		AwsCredentialsProvider credentials() {
			return StaticCredentialsProvider.create(AwsBasicCredentials.builder()
				.accessKeyId("AKIA")
				.secretAccessKey("very-secret")
				.accountId("444455556666")
				.build());
		}

	}

	@ConfigurationProperties("s3express.archive")
	record Archive(String path) {
	}

}
