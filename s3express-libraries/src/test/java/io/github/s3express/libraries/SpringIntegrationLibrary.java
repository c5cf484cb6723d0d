/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.libraries;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.integration.aws.support.S3RemoteFileTemplate;

/**
 * Spring Integration's {@code S3RemoteFileTemplate}, where a path begins with the bucket.
 */
final class SpringIntegrationLibrary implements Library {

	private static final String FOLDER = Application.BUCKET + "/in/";

	@Override
	public String name() {
		return "Spring Integration";
	}

	@Override
	public Map<String, Use> uses() {
		Map<String, Use> uses = new LinkedHashMap<>();
		uses.put("`S3RemoteFileTemplate.list`", (application) -> {
			application.put("in/a", "in/b", "out/c");
			return template(application).list(FOLDER).length == 2;
		});
		uses.put("`S3RemoteFileTemplate.list`, folder without `/`", (application) -> {
			application.put("in/a", "in/b", "out/c");
			return template(application).list(Application.BUCKET + "/in").length == 2;
		});
		uses.put("`S3Session.listNames`", (application) -> {
			application.put("in/a", "in/b");
			return template(application).execute((session) -> Arrays.asList(session.listNames(FOLDER)).size() == 2);
		});
		uses.put("`S3RemoteFileTemplate.exists`", (application) -> {
			application.put("in/a");
			return template(application).exists(FOLDER + "a") && !template(application).exists(FOLDER + "none");
		});
		uses.put("`S3RemoteFileTemplate.get`", (application) -> {
			application.put("in/a");
			return template(application).get(FOLDER + "a",
					(stream) -> new String(stream.readAllBytes()).equals("in/a"));
		});
		uses.put("`S3Session.write`", (application) -> {
			template(application).execute((session) -> {
				session.write(new ByteArrayInputStream("a".getBytes()), FOLDER + "a");
				return true;
			});
			return application.get("in/a").equals("a");
		});
		uses.put("`S3Session.append`", (application) -> {
			application.put("in/a");
			template(application).execute((session) -> {
				session.append(new ByteArrayInputStream("+".getBytes()), FOLDER + "a");
				return true;
			});
			return application.get("in/a").equals("in/a+");
		});
		uses.put("`S3Session.rename`", (application) -> {
			application.put("in/a");
			template(application).execute((session) -> {
				session.rename(FOLDER + "a", FOLDER + "b");
				return true;
			});
			return application.get("in/b").equals("in/a") && !application.exists("in/a");
		});
		uses.put("`S3RemoteFileTemplate.rename`", (application) -> {
			application.put("in/a");
			template(application).rename(FOLDER + "a", FOLDER + "b");
			return application.get("in/b").equals("in/a") && !application.exists("in/a");
		});
		uses.put("`S3Session.mkdir` of a bucket", (application) -> {
			template(application).execute((session) -> session.mkdir(Application.NEW_BUCKET));
			application.client().headBucket((head) -> head.bucket(Application.NEW_BUCKET));
			return true;
		});
		uses.put("`S3RemoteFileTemplate.remove`", (application) -> {
			application.put("in/a");
			return template(application).remove(FOLDER + "a") && !application.exists("in/a");
		});
		return uses;
	}

	private static S3RemoteFileTemplate template(Application application) {
		S3RemoteFileTemplate template = new S3RemoteFileTemplate(application.client());
		template.setBeanFactory(new DefaultListableBeanFactory());
		template.setAutoCreateDirectory(false);
		template.afterPropertiesSet();
		return template;
	}

}
