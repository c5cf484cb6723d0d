/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.quickstart;

import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.test.autoconfigure.AutoConfigureS3Express;
import io.github.s3express.test.autoconfigure.S3ExpressFault;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole application, over HTTP.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureS3Express
@ExtendWith(OutputCaptureExtension.class)
class ObjectServiceTests {

	private static final String BUCKET = "quickstart--use1-az4--x-s3";

	private static final int BIG = 32 * 1024 * 1024;

	@Autowired
	private S3ExpressLocalServer server;

	private QuickstartClient client;

	@BeforeEach
	void connect(@Value("${local.server.port}") int port) {
		this.client = new QuickstartClient(port);
	}

	@Test
	void getWhenObjectWasPutShouldAnswerItWithItsType() throws Exception {
		HttpResponse<String> put = put("notes/a b.txt", "hello");
		assertThat(put.statusCode()).isEqualTo(201);
		assertThat(put.headers().firstValue("Location")).hasValue("/objects/notes/a%20b.txt");
		HttpResponse<String> get = this.client.send("GET", "/objects/notes/a%20b.txt");
		assertThat(get.statusCode()).isEqualTo(200);
		assertThat(get.body()).isEqualTo("hello");
		assertThat(get.headers().firstValue("Content-Type")).hasValue("text/plain");
		assertThat(get.headers().firstValue("Content-Length")).hasValue("5");
		assertThat(get.headers().firstValue("ETag")).isEqualTo(put.headers().firstValue("ETag")).isPresent();
	}

	@Test
	void getWhenRangeIsAskedForShouldAnswerThatRange() throws Exception {
		put("range", "0123456789");
		HttpResponse<String> get = this.client.send("GET", "/objects/range", "Range", "bytes=2-4");
		assertThat(get.statusCode()).isEqualTo(206);
		assertThat(get.body()).isEqualTo("234");
		assertThat(get.headers().firstValue("Content-Range")).hasValue("bytes 2-4/10");
	}

	@Test
	void getWhenRangeLiesBehindTheEndShouldAnswer416() throws Exception {
		put("range", "0123456789");
		HttpResponse<String> get = this.client.send("GET", "/objects/range", "Range", "bytes=10-");
		assertThat(get.statusCode()).isEqualTo(416);
	}

	@Test
	void getWhenKeyIsUnknownShouldAnswerProblemDetail() throws Exception {
		HttpResponse<String> get = this.client.send("GET", "/objects/none");
		assertThat(get.statusCode()).isEqualTo(404);
		assertThat(get.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(get.body()).contains("There is no object with this key").contains("NoSuchKey");
	}

	@Test
	void getWhenObjectIsAPageShouldNotLetABrowserRunIt() throws Exception {
		put("page.html", "<script>alert(1)</script>");
		HttpResponse<String> get = this.client.send("GET", "/objects/page.html");
		assertThat(get.headers().firstValue("Content-Security-Policy")).hasValue("sandbox");
		assertThat(get.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
	}

	@Test
	void headShouldAnswerSizeWithoutBody() throws Exception {
		put("head", "hello");
		HttpResponse<String> head = this.client.send("HEAD", "/objects/head");
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.headers().firstValue("Content-Length")).hasValue("5");
		assertThat(head.body()).isEmpty();
		assertThat(this.server.counters().count("GetObject")).isZero();
		assertThat(this.client.send("HEAD", "/objects/none").statusCode()).isEqualTo(404);
	}

	@Test
	void deleteShouldRemoveTheObject() throws Exception {
		put("gone", "hello");
		assertThat(this.client.send("DELETE", "/objects/gone").statusCode()).isEqualTo(204);
		assertThat(this.client.send("GET", "/objects/gone").statusCode()).isEqualTo(404);
	}

	@Test
	void listShouldAnswerObjectsUnderThePrefix() throws Exception {
		put("a/1", "one");
		put("b/2", "three");
		HttpResponse<String> list = this.client.send("GET", "/objects?prefix=b/");
		assertThat(list.statusCode()).isEqualTo(200);
		assertThat(list.body()).contains("\"key\":\"b/2\"").contains("\"size\":5").doesNotContain("a/1");
		assertThat(this.client.send("GET", "/objects").body()).contains("a/1", "b/2");
	}

	@Test
	void listWhenPrefixDoesNotEndInSlashShouldAnswerWhatBeginsWithIt() throws Exception {
		put("notes/2026-01", "one");
		put("notes/2027-01", "two");
		HttpResponse<String> list = this.client.send("GET", "/objects?prefix=notes/2026");
		assertThat(list.statusCode()).isEqualTo(200);
		assertThat(list.body()).contains("\"key\":\"notes/2026-01\"").doesNotContain("2027");
	}

	@Test
	void listWhenTokenIsRefusedShouldAnswerProblemDetail() throws Exception {
		HttpResponse<String> list = this.client.send("GET", "/objects?next=none-of-this-bucket");
		assertThat(list.statusCode()).isEqualTo(400);
		assertThat(list.headers().firstValue("Content-Type")).hasValue("application/problem+json");
	}

	@Test
	void putWhenKeyIsMissingShouldAnswerProblemDetail() throws Exception {
		HttpResponse<String> put = put("", "hello");
		assertThat(put.statusCode()).isEqualTo(400);
		assertThat(put.body()).contains("The object has no key");
	}

	@Test
	void putWhenBodyIsBigShouldGiveBackTheSameBytes() throws Exception {
		putAndCompare(QuickstartClient.sized(() -> new PseudoRandomBytes(BIG), BIG));
	}

	@Test
	void putWhenLengthIsUnknownShouldGiveBackTheSameBytes() throws Exception {
		putAndCompare(QuickstartClient.chunked(() -> new PseudoRandomBytes(BIG)));
	}

	@Test
	@S3ExpressFault(operation = "PutObject", status = 500)
	void putWhenServiceFailsShouldAnswer503WithoutDetailsOfTheFailure() throws Exception {
		HttpResponse<String> put = put("lost", "hello");
		assertThat(put.statusCode()).isEqualTo(503);
		assertThat(put.headers().firstValue("Retry-After")).isPresent();
		assertThat(put.body()).contains("S3 answered 500").doesNotContain("InternalError");
	}

	@Test
	void putWhenSmallObjectsSessionIsRefusedShouldSucceed() throws Exception {
		put("warm", "up");
		this.server.sessions().revokeAll();
		assertThat(put("kept", "hello").statusCode()).isEqualTo(201);
	}

	@Test
	void putWhenBigObjectsSessionIsRefusedShouldSucceed() throws Exception {
		put("warm", "up");
		this.server.sessions().revokeAll();
		putAndCompare(QuickstartClient.sized(() -> new PseudoRandomBytes(BIG), BIG));
	}

	@Test
	@S3ExpressFault(operation = "GetObject", dropConnection = true)
	void getWhenStoreDropsConnectionsShouldAnswer503() throws Exception {
		put("kept", "hello");
		HttpResponse<String> get = this.client.send("GET", "/objects/kept");
		assertThat(get.statusCode()).isEqualTo(503);
		assertThat(get.body()).contains("S3 could not be reached");
	}

	@Test
	@S3ExpressFault(operation = "CreateSession", status = 503, times = 2)
	void putWhenSessionIsMadeAtTheThirdTryShouldSucceed() throws Exception {
		assertThat(put("kept", "hello").statusCode()).isEqualTo(201);
		assertThat(this.server.counters().count("CreateSession")).isEqualTo(3);
	}

	@Test
	void startShouldLogEachBucketWithModeAndExpiry(CapturedOutput output, @Autowired SessionReport report) {
		report.run(new DefaultApplicationArguments());
		assertThat(output.getOut()).containsPattern("Bucket " + BUCKET + ": session of mode DEFAULT until 2\\d{3}-");
	}

	@Test
	void healthShouldBeUp() throws Exception {
		HttpResponse<String> health = this.client.send("GET", "/actuator/health");
		assertThat(health.statusCode()).isEqualTo(200);
		assertThat(health.body()).contains("\"status\":\"UP\"");
	}

	private void putAndCompare(HttpRequest.BodyPublisher body) throws Exception {
		assertThat(this.client.send("PUT", "/objects/big", body).statusCode()).isEqualTo(201);
		HttpResponse<InputStream> get = this.client.open("/objects/big");
		assertThat(get.headers().firstValueAsLong("Content-Length")).hasValue(BIG);
		assertThat(PseudoRandomBytes.digest(get.body()))
			.isEqualTo(PseudoRandomBytes.digest(new PseudoRandomBytes(BIG)));
	}

	private HttpResponse<String> put(String key, String text) throws Exception {
		return this.client.send("PUT", "/objects/" + key.replace(" ", "%20"), HttpRequest.BodyPublishers.ofString(text),
				"Content-Type", "text/plain");
	}

}
