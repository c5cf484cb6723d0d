/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

import io.github.s3express.session.BucketSettings;

/**
 * Holds the arrows between the packages.
 */
@AnalyzeClasses(packages = "io.github.s3express", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "io.github.s3express.";

	@ArchTest
	final ArchRule arrowsShouldRunOneWay = Architectures.layeredArchitecture()
		.consideringOnlyDependenciesInLayers()
		.layer("autoconfigure")
		.definedBy(ROOT + "autoconfigure..")
		.optionalLayer("actuate")
		.definedBy(ROOT + "actuate..")
		.optionalLayer("micrometer")
		.definedBy(ROOT + "micrometer..")
		.layer("client")
		.definedBy(ROOT + "client..")
		.optionalLayer("operations")
		.definedBy(ROOT + "operations..")
		.layer("engine")
		.definedBy(ROOT + "session.engine..")
		.layer("fleet")
		.definedBy(ROOT + "session.fleet..")
		.layer("creation")
		.definedBy(ROOT + "session.creation..")
		.layer("session")
		.definedBy(ROOT + "session")
		.layer("local")
		.definedBy(ROOT + "local..")
		.whereLayer("autoconfigure")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("actuate")
		.mayOnlyBeAccessedByLayers("autoconfigure")
		.whereLayer("micrometer")
		.mayOnlyBeAccessedByLayers("autoconfigure")
		.whereLayer("client")
		.mayOnlyBeAccessedByLayers("autoconfigure")
		.whereLayer("operations")
		.mayOnlyBeAccessedByLayers("micrometer", "autoconfigure")
		.whereLayer("engine")
		.mayOnlyBeAccessedByLayers("autoconfigure")
		.whereLayer("fleet")
		.mayOnlyBeAccessedByLayers("engine")
		.whereLayer("creation")
		.mayOnlyBeAccessedByLayers("fleet", "engine", "autoconfigure")
		.whereLayer("session")
		.mayOnlyBeAccessedByLayers("creation", "fleet", "engine", "operations", "client", "micrometer", "actuate",
				"autoconfigure")
		.whereLayer("local")
		.mayOnlyBeAccessedByLayers("autoconfigure");

	@ArchTest
	final ArchRule partsOfTheAutoConfigurationShouldNotKnowEachOther = SlicesRuleDefinition.slices()
		.matching(ROOT + "autoconfigure.(*)..")
		.should()
		.notDependOnEachOther();

	@ArchTest
	final ArchRule autoConfigurationShouldNotKnowItsParts = ArchRuleDefinition.noClasses()
		.that()
		.resideInAPackage(ROOT + "autoconfigure")
		.should()
		.dependOnClassesThat()
		.resideInAPackage(ROOT + "autoconfigure.*..");

	@ArchTest
	final ArchRule packagesShouldFormNoCircle = SlicesRuleDefinition.slices()
		.matching(ROOT + "(**)")
		.should()
		.beFreeOfCycles();

	@ArchTest
	final ArchRule sessionsShouldKnowNeitherSpringBootNorMicrometer = ArchRuleDefinition.noClasses()
		.that()
		.resideInAPackage(ROOT + "session..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.boot..", "org.springframework.context..", "io.micrometer..");

	@ArchTest
	final ArchRule operationsShouldWorkOnAnyClient = ArchRuleDefinition.noClasses()
		.that()
		.resideInAPackage(ROOT + "operations..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.boot..", "io.micrometer..");

	@ArchTest
	final ArchRule springRetryShouldBeBehindOneClass = ArchRuleDefinition.noClasses()
		.that()
		.haveNameNotMatching(".*\\.RetryingSessionCreator(\\$.*)?")
		.and()
		.doNotHaveSimpleName("S3ExpressAutoConfiguration")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.retry..", "org.springframework.classify..");

	@ArchTest
	final ArchRule regionsOfBucketsShouldBeKnownInOnePlace = ArchRuleDefinition.noClasses()
		.that()
		.haveNameNotMatching(".*\\.(BucketCatalog|BucketSettings)(\\$.*)?")
		.should()
		.accessTargetWhere(reads(BucketSettings.class.getName(), "region"))
		.as("the Region of a bucket should be asked of the manager, whose catalog alone knows it");

	@ArchTest
	final ArchRule configuredRegionsOfBucketsShouldBeReadInOnePlace = ArchRuleDefinition.noClasses()
		.that()
		.haveNameNotMatching(".*\\.ConfiguredBuckets(\\$.*)?")
		.should()
		.accessTargetWhere(reads(ROOT + "autoconfigure.S3ExpressBucketProperties", "getRegion"));

	@ArchTest
	final ArchRule internalsOfTheSdkShouldNotBeUsed = ArchRuleDefinition.noClasses()
		.should()
		.dependOnClassesThat()
		.resideInAPackage("software.amazon.awssdk..internal..");

	@ArchTest
	final ArchRule localServerShouldKnowNeitherSpringNorTheSdk = ArchRuleDefinition.noClasses()
		.that()
		.resideInAPackage(ROOT + "local..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "software.amazon.awssdk..");

	@ArchTest
	final ArchRule staticFieldsShouldBeFinal = ArchRuleDefinition.fields().that().areStatic().should().beFinal();

	@ArchTest
	final ArchRule autoConfigurationsShouldBeFinal = ArchRuleDefinition.classes()
		.that()
		.haveSimpleNameEndingWith("AutoConfiguration")
		.should()
		.haveModifier(JavaModifier.FINAL);

	// By a method reference too.
	private static DescribedPredicate<JavaAccess<?>> reads(String type, String name) {
		return DescribedPredicate.describe("reads %s of %s".formatted(name, type),
				(access) -> access.getTargetOwner().getName().equals(type) && access.getName().equals(name));
	}

}
