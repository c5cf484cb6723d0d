/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lifecycle rules against the server's clock, and configurations that are kept only.
 *
 * @author The S3 Express Spring Boot authors
 */
class LifecycleTests {

	private static final String BUCKET = TestClients.BUCKET;

	private static final String EXPIRE = "<Expiration><Days>2</Days></Expiration>";

	private final MutableClock clock = new MutableClock();

	@TempDir
	private Path directory;

	private S3ExpressLocalServer server;

	@BeforeEach
	void start() {
		start(null);
	}

	private void start(@Nullable Path files) {
		this.server = S3ExpressLocalServer.builder()
			.bucket(BUCKET)
			.clock(this.clock)
			.dataDirectory(files)
			.credentials("AKIAROOT", "secret")
			.start();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void objectsShouldExpireAtMidnightAfterTheirDays() throws IOException {
		restartInFiles();
		object("log/a", "hello");
		object("log/large", "x".repeat(200));
		object("kept", "hello");
		// It is 3 o'clock.
		assertThat(lifecycle(rule("Enabled", "<Prefix>log/</Prefix>", EXPIRE)).status()).isEqualTo(200);
		this.clock.advance(Duration.ofHours(68));
		assertThat(get("log/a")).isEqualTo(200);
		restartInFiles();
		this.clock.advance(Duration.ofHours(1));
		assertThat(get("log/a")).isEqualTo(404);
		assertThat(get("log/large")).isEqualTo(404);
		assertThat(get("kept")).isEqualTo(200);
		object("log/a", "new");
		this.clock.advance(Duration.ofHours(1));
		assertThat(get("log/a")).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "Enabled | <ObjectSizeGreaterThan>4</ObjectSizeGreaterThan> | 404",
					"Enabled | <ObjectSizeGreaterThan>5</ObjectSizeGreaterThan> | 200",
					"Enabled | <ObjectSizeLessThan>5</ObjectSizeLessThan> | 200",
					"Enabled | <And><Prefix>a</Prefix><ObjectSizeLessThan>6</ObjectSizeLessThan></And> | 404",
					"Enabled | <And><Prefix>b</Prefix><ObjectSizeLessThan>6</ObjectSizeLessThan></And> | 200",
					"Enabled | '' | 404", "Disabled | '' | 200" })
	void filterShouldBeHonoured(String status, String filter, int expected) throws IOException {
		object("a", "hello");
		lifecycle(rule(status, filter, EXPIRE));
		this.clock.advance(Duration.ofDays(4));
		assertThat(get("a")).isEqualTo(expected);
	}

	@Test
	void uploadsShouldBeAborted() throws IOException {
		SignedRequest create = request("POST", "/" + BUCKET + "/up").query("uploads", "");
		String upload = create.send().element("UploadId");
		object("up", "hello");
		lifecycle(rule("Enabled", "",
				"<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload>"));
		assertThat(parts(upload)).isEqualTo(200);
		this.clock.advance(Duration.ofDays(2));
		assertThat(parts(upload)).isEqualTo(404);
		assertThat(get("up")).isEqualTo(200);
	}

	@Test
	void configurationShouldBeAnsweredAsItCameAndDeleted() throws IOException {
		assertThat(bucket("GET").query("lifecycle", "").send().code()).isEqualTo("NoSuchLifecycleConfiguration");
		lifecycle(rule("Enabled", "", EXPIRE));
		assertThat(bucket("GET").query("lifecycle", "").send().text()).contains(EXPIRE, "<Status>Enabled</Status>");
		assertThat(bucket("DELETE").query("lifecycle", "").send().status()).isEqualTo(204);
		object("a", "hello");
		this.clock.advance(Duration.ofDays(4));
		assertThat(get("a")).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"<Transition><Days>1</Days><StorageClass>GLACIER</StorageClass></Transition> | 501 | NotImplemented",
			"<Expiration><Date>2030-01-01T00:00:00Z</Date></Expiration> | 501 | NotImplemented",
			"<Expiration><Days>0</Days></Expiration> | 400 | InvalidArgument",
			"<Expiration><Days>x</Days></Expiration> | 400 | MalformedXML", "'' | 400 | MalformedXML" })
	void ruleThatDirectoryBucketsLackShouldBeRefused(String action, int status, String code) throws IOException {
		RawHttp.Answer answer = lifecycle(rule("Enabled", "", action));
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.code()).isEqualTo(code);
		assertThat(bucket("GET").query("lifecycle", "").send().status()).isEqualTo(404);
	}

	@ParameterizedTest
	@CsvSource({ "inventory, InventoryConfiguration", "metrics, MetricsConfiguration" })
	void configurationsShouldBeKeptListedAndDeleted(String kind, String root) throws IOException {
		for (int i = 100; i < 202; i++) {
			String document = "<" + root + "><Id>id" + i + "</Id></" + root + ">";
			assertThat(configuration("PUT", kind, "id" + i).body(document).send().status()).isBetween(200, 204);
		}
		assertThat(configuration("GET", kind, "id101").send().text()).contains("<Id>id101</Id>");
		RawHttp.Answer first = bucket("GET").query(kind, "").send();
		assertThat(first.text()).contains("<IsTruncated>true</IsTruncated>", "<Id>id199</Id>")
			.doesNotContain("<Id>id200</Id>");
		RawHttp.Answer second = bucket("GET").query(kind, "")
			.query("continuation-token", first.element("NextContinuationToken"))
			.send();
		assertThat(second.text()).contains("<IsTruncated>false</IsTruncated>", "<Id>id200</Id>", "<Id>id201</Id>")
			.doesNotContain("<Id>id199</Id>");
		assertThat(configuration("DELETE", kind, "id101").send().status()).isEqualTo(204);
		assertThat(configuration("GET", kind, "id101").send().code()).isEqualTo("NoSuchConfiguration");
		assertThat(configuration("PUT", kind, "other").body("<" + root + "><Id>id</Id></" + root + ">").send().code())
			.isEqualTo("InvalidArgument");
		assertThat(configuration("PUT", kind, "a b").body("<" + root + "><Id>a b</Id></" + root + ">").send().code())
			.isEqualTo("InvalidArgument");
	}

	@Test
	void configurationsShouldOutliveTheServer() throws IOException {
		restartInFiles();
		configuration("PUT", "metrics", "id").body("<MetricsConfiguration><Id>id</Id></MetricsConfiguration>").send();
		restartInFiles();
		assertThat(configuration("GET", "metrics", "id").send().text()).contains("<Id>id</Id>");
	}

	private void restartInFiles() {
		stop();
		start(this.directory);
	}

	private RawHttp.Answer lifecycle(String rules) throws IOException {
		return bucket("PUT").query("lifecycle", "")
			.body("<?xml version=\"1.0\"?>\n<LifecycleConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
					+ rules + "</LifecycleConfiguration>")
			.send();
	}

	private static String rule(String status, String filter, String action) {
		return "<Rule><ID>one</ID><Filter>" + filter + "</Filter><Status>" + status + "</Status>" + action + "</Rule>";
	}

	private void object(String key, String body) throws IOException {
		assertThat(request("PUT", "/" + BUCKET + "/" + key).body(body).send().status()).isEqualTo(200);
	}

	private int get(String key) throws IOException {
		return request("GET", "/" + BUCKET + "/" + key).send().status();
	}

	private int parts(String upload) throws IOException {
		return request("GET", "/" + BUCKET + "/up").query("uploadId", upload).send().status();
	}

	private SignedRequest configuration(String method, String kind, String id) {
		return bucket(method).query(kind, "").query("id", id);
	}

	private SignedRequest bucket(String method) {
		return SignedRequest.control(this.server, method, "/" + BUCKET).date(this.clock.instant());
	}

	private SignedRequest request(String method, String path) {
		return SignedRequest.of(this.server, method, path).date(this.clock.instant());
	}

}
