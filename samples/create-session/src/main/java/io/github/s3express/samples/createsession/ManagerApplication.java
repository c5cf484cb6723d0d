/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.NoSuchMessageException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.ClassUtils;

import io.github.s3express.autoconfigure.CreateSessionClientBuilderCustomizer;
import io.github.s3express.autoconfigure.S3ExpressAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressConnectionDetails;

/**
 * The starter's session manager as an application of its own. Of everything else that
 * could configure itself nothing is asked, and the build works out beforehand which beans
 * there are, so that it starts soon.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(S3ExpressAutoConfiguration.class)
public final class ManagerApplication {

	@Bean
	S3ExpressConnectionDetails connectionDetails(Resources resources) {
		return resources.connection();
	}

	@Bean
	CreateSessionClientBuilderCustomizer httpClient(Resources resources) {
		return (builder) -> builder.httpClient(resources.http().client());
	}

	/**
	 * Starts it.
	 * @param properties properties of the starter
	 * @param resources what the command line says
	 * @return the context; close it
	 */
	static ConfigurableApplicationContext start(Map<String, Object> properties, Resources resources) {
		if (ClassUtils.isPresent(ManagerApplication.class.getName() + "__ApplicationContextInitializer", null)) {
			SpringProperties.setFlag("spring.aot.enabled");
		}
		SpringApplication application = application();
		application.setEnvironment(new ClosedEnvironment(properties));
		application.addInitializers((context) -> {
			context.getBeanFactory().registerSingleton("resources", resources);
			context.getBeanFactory()
				.registerSingleton(AbstractApplicationContext.MESSAGE_SOURCE_BEAN_NAME, new NoMessages());
		});
		return application.run();
	}

	private static SpringApplication application() {
		SpringApplication application = new SpringApplication(ManagerApplication.class);
		application.setMainApplicationClass(ManagerApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setLogStartupInfo(false);
		application.setLazyInitialization(true);
		application.setAddCommandLineProperties(false);
		// They look for configuration files. Nothing in the folder where the program
		// happens to run may change it.
		application.setListeners(List.of());
		application.setInitializers(List.of());
		return application;
	}

	/**
	 * Where the build begins when it works out which beans there are.
	 * @param args are not used
	 */
	public static void main(String[] args) {
		application().run();
	}

	/**
	 * Takes the place of the context's own, which asks the JDK for all its languages
	 * first.
	 */
	private static final class NoMessages implements MessageSource {

		@Override
		public @Nullable String getMessage(String code, Object @Nullable [] arguments, @Nullable String defaultMessage,
				@Nullable Locale locale) {
			return defaultMessage;
		}

		@Override
		public String getMessage(String code, Object @Nullable [] arguments, @Nullable Locale locale) {
			throw new NoSuchMessageException(code);
		}

		@Override
		public String getMessage(MessageSourceResolvable resolvable, @Nullable Locale locale) {
			throw new NoSuchMessageException(String.valueOf(resolvable.getDefaultMessage()));
		}

	}

	/**
	 * What the beans take from the command line.
	 *
	 * @param connection where the service is and who asks
	 * @param http gives the HTTP client
	 */
	record Resources(Connection connection, HttpClientTask http) {

	}

	/**
	 * Properties of this run only: environment variables and system properties of Spring
	 * Boot applications do not apply to a command line tool.
	 */
	private static final class ClosedEnvironment extends StandardEnvironment {

		private ClosedEnvironment(Map<String, Object> properties) {
			getPropertySources().addFirst(new MapPropertySource("command line", properties));
		}

		@Override
		protected void customizePropertySources(MutablePropertySources propertySources) {
			// None beside the command line.
		}

	}

}
