/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.recording;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.s3express.local.recording.RequestSigner.Keys;
import io.github.s3express.local.recording.RequestSigner.Signed;

/**
 * Sends the requests of the list, one after the other, and keeps what comes back. It
 * never keeps a secret: a transcript in which one would stand is not made.
 *
 * @author The S3 Express Spring Boot authors
 */
final class Recorder {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(PATIENCE)
		.build();

	private final RecordingTarget target;

	private final Keys iam;

	private final Map<String, Keys> sessions = new HashMap<>();

	private final Map<String, String> captured = new LinkedHashMap<>();

	private final TreeSet<String> secrets = new TreeSet<>();

	Recorder(RecordingTarget target, Keys iam) {
		this.target = target;
		this.iam = iam;
		keepSecret(iam);
	}

	/**
	 * Sends all requests.
	 * @param calls the list
	 * @return what came back
	 * @throws IOException if there is no connection
	 * @throws InterruptedException if the thread is interrupted
	 * @throws IllegalStateException if a secret would stand in the transcript, or the
	 * first request is not answered with success
	 */
	Transcript record(List<Call> calls) throws IOException, InterruptedException {
		Transcript transcript = new Transcript();
		for (Call call : calls) {
			List<String> lines = send(call);
			transcript.add(call.name(), lines);
			if (transcript.answers().size() == 1 && !lines.get(0).equals("status 200")) {
				throw new IllegalStateException("The bucket " + this.target.bucket()
						+ " cannot be made, so nothing is recorded: " + String.join("; ", lines));
			}
		}
		String text = transcript.toText();
		if (this.secrets.stream().anyMatch(text::contains)) {
			throw new IllegalStateException("The transcript would hold a secret, and is not kept.");
		}
		return transcript;
	}

	private List<String> send(Call call) throws IOException, InterruptedException {
		Keys keys = this.iam;
		if (call.session() != null) {
			keys = this.sessions.get(call.session());
			if (keys == null) {
				return List.of("not sent: there is no session");
			}
		}
		URI base = this.target.base(call.place());
		Map<String, String> headers = new TreeMap<>();
		call.headers().forEach((name, value) -> headers.put(name, fill(value)));
		headers.put("host", base.getRawAuthority());
		Map<String, String> query = new TreeMap<>();
		call.query().forEach((name, value) -> query.put(name, fill(value)));
		Signed signed = new RequestSigner(call.method(), base.getRawPath() + path(call), query, headers, body(call),
				call.flaw(), keys, this.target.region(), Instant.now())
			.sign();
		URI uri = URI.create(base.getScheme() + "://" + base.getRawAuthority() + signed.path()
				+ (signed.query().isEmpty() ? "" : "?" + signed.query()));
		HttpRequest.Builder request = HttpRequest.newBuilder(uri)
			.timeout(PATIENCE)
			.method(call.method(), publisher(call, signed));
		signed.headers().forEach(request::header);
		HttpResponse<byte[]> response = this.http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
		keep(call, response);
		return new MaskedAnswer(this.target.variables()).lines(response.statusCode(), response.headers().map(),
				response.body());
	}

	private static HttpRequest.BodyPublisher publisher(Call call, Signed signed) {
		if (call.flaw() == Call.Flaw.NO_LENGTH) {
			return HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofByteArray(signed.body()));
		}
		boolean length = signed.body().length > 0 || call.method().equals("PUT") || call.method().equals("POST");
		return length ? HttpRequest.BodyPublishers.ofByteArray(signed.body()) : HttpRequest.BodyPublishers.noBody();
	}

	private byte[] body(Call call) {
		return fill(new String(call.body(), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
	}

	private String path(Call call) {
		String path = this.target.path(call.place(), fill(call.path()));
		StringBuilder encoded = new StringBuilder();
		for (String segment : path.split("/", -1)) {
			encoded.append('/').append(RequestSigner.encode(segment));
		}
		return encoded.substring(1);
	}

	private void keep(Call call, HttpResponse<byte[]> response) {
		String text = new String(response.body(), StandardCharsets.UTF_8);
		if (call.opens() != null && response.statusCode() == 200) {
			Keys session = Keys.session(element(text, "AccessKeyId"), element(text, "SecretAccessKey"),
					element(text, "SessionToken"));
			this.sessions.put(call.opens(), session);
			keepSecret(session);
		}
		call.captures()
			.forEach((variable, source) -> this.captured.put(variable,
					response.headers().firstValue(source).orElseGet(() -> element(text, source))));
	}

	private void keepSecret(Keys keys) {
		this.secrets.add(keys.accessKeyId());
		this.secrets.add(keys.secretAccessKey());
		if (keys.token() != null) {
			this.secrets.add(keys.token());
		}
	}

	private static String element(String xml, String name) {
		Matcher matcher = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(xml);
		return matcher.find() ? matcher.group(1).replace("&quot;", "\"").replace("&amp;", "&") : "none";
	}

	private String fill(String text) {
		String result = text;
		for (Map<String, String> values : List.of(this.target.variables(), this.captured)) {
			for (Map.Entry<String, String> value : values.entrySet()) {
				result = result.replace("{" + value.getKey() + "}", value.getValue());
			}
		}
		return result;
	}

}
