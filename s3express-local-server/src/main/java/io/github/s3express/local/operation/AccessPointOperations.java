/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.identity.BucketPolicy;
import io.github.s3express.local.identity.Principal;
import io.github.s3express.local.operation.Authorizer.Place;
import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.protocol.Timestamps;
import io.github.s3express.local.protocol.XmlElement;
import io.github.s3express.local.protocol.XmlWriter;
import io.github.s3express.local.storage.AccessPoint;
import io.github.s3express.local.storage.AccessPoint.Scope;
import io.github.s3express.local.storage.Bucket;
import io.github.s3express.local.storage.BucketInfo;

/**
 * Access points of directory buckets (Amazon S3 Control API; User Guide, "Managing access
 * to shared datasets in directory buckets with access points"): they are made, listed and
 * deleted, and have a policy and a scope.
 *
 * @author The S3 Express Spring Boot authors
 */
final class AccessPointOperations {

	private static final int MAX_DOCUMENT = 64 * 1024;

	private static final int MAX_POLICY = 20 * 1024;

	private static final String[] BLOCKED = { "BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy",
			"RestrictPublicBuckets" };

	private final ServerState state;

	private final Authorizer authorizer;

	AccessPointOperations(ServerState state) {
		this.state = state;
		this.authorizer = new Authorizer(state);
	}

	static AccessPoint find(BucketInfo bucket, String name) {
		AccessPoint found = bucket.accessPoints().get(name);
		if (found == null) {
			throw S3Errors.noSuchAccessPoint(name);
		}
		return found;
	}

	S3Response create(S3Request request) throws IOException {
		String name = request.controlName();
		XmlElement root = XmlElement.parse(VerifiedDocument.read(request, MAX_DOCUMENT), "CreateAccessPointRequest");
		root.allow("Bucket", "PublicAccessBlockConfiguration", "BucketAccountId", "Scope", "Tags");
		String bucketName = root.childText("Bucket");
		if (bucketName == null) {
			throw S3Errors.malformedXml();
		}
		Map<String, String> tags = Tags.read(root.child("Tags"));
		this.authorizer.check(request, request.operation(), new Place(bucketName, null), tags);
		String zone = BucketNames.accessPointZone(name);
		if (zone == null) {
			throw S3Errors.invalidRequest("The access point name '" + name
					+ "' is not valid; write base--zone--xa-s3, with a base of 3 to 50 characters.");
		}
		Bucket bucket = this.state.buckets().get(bucketName);
		if (!zone.equals(BucketNames.zone(bucketName))) {
			throw S3Errors.invalidRequest("An access point is in the zone of its bucket.");
		}
		checkAccount(root.childText("BucketAccountId"));
		checkPublicAccess(root.child("PublicAccessBlockConfiguration"));
		XmlElement scope = root.child("Scope");
		AccessPoint created = new AccessPoint(name, this.state.clock().instant(), null,
				(scope != null) ? Scopes.read(scope) : Scope.ALL, tags);
		if (!this.state.buckets().add(bucket, created)) {
			throw new S3Exception(409, "AccessPointAlreadyOwnedByYou",
					"Your previous request to create the named accesspoint succeeded and you already own it.");
		}
		return S3Response.xml(new XmlWriter().controlRoot("CreateAccessPointResult")
			.element("AccessPointArn", new Arns(this.state.region()).accessPoint(name))
			.element("Alias", name)
			.close("CreateAccessPointResult"));
	}

	S3Response get(S3Request request) {
		Bucket bucket = permitted(request);
		AccessPoint found = find(bucket.info(), request.controlName());
		XmlWriter xml = new XmlWriter().controlRoot("GetAccessPointResult")
			.element("Name", found.name())
			.element("Bucket", bucket.info().name())
			.element("NetworkOrigin", "Internet")
			.open("PublicAccessBlockConfiguration");
		for (String setting : BLOCKED) {
			xml.element(setting, true);
		}
		xml.close("PublicAccessBlockConfiguration")
			.element("CreationDate", Timestamps.iso(found.created()))
			.element("Alias", found.name())
			.element("AccessPointArn", new Arns(this.state.region()).accessPoint(found.name()))
			.element("BucketAccountId", Principal.ACCOUNT);
		return S3Response.xml(xml.close("GetAccessPointResult"));
	}

	S3Response delete(S3Request request) {
		permitted(request).update((info) -> {
			find(info, request.controlName());
			return info.without(request.controlName());
		});
		return S3Response.of(204);
	}

	S3Response list(S3Request request) {
		String only = request.parameter("directoryBucket");
		this.authorizer.check(request, request.operation(), new Place(only, null), Map.of());
		int maximum = Parameters.number(request, "maxResults", 1000, 1000);
		String after = ContinuationToken.decode(request.parameter("nextToken"));
		Collection<Bucket> buckets = (only != null) ? List.of(this.state.buckets().get(only))
				: this.state.buckets().all();
		Map<String, String> bucketOf = new TreeMap<>();
		for (Bucket bucket : buckets) {
			bucket.info().accessPoints().keySet().forEach((name) -> bucketOf.put(name, bucket.info().name()));
		}
		List<String> found = bucketOf.keySet()
			.stream()
			.filter((name) -> name.compareTo(after) > 0)
			.limit(maximum + 1L)
			.toList();
		XmlWriter xml = new XmlWriter().controlRoot("ListAccessPointsForDirectoryBucketsResult")
			.open("AccessPointList");
		for (String name : found.subList(0, Math.min(maximum, found.size()))) {
			xml.open("AccessPoint")
				.element("Name", name)
				.element("NetworkOrigin", "Internet")
				.element("Bucket", Objects.requireNonNull(bucketOf.get(name)))
				.element("AccessPointArn", new Arns(this.state.region()).accessPoint(name))
				.element("Alias", name)
				.element("BucketAccountId", Principal.ACCOUNT)
				.close("AccessPoint");
		}
		xml.close("AccessPointList");
		if (found.size() > maximum && maximum > 0) {
			xml.element("NextToken", ContinuationToken.encode(found.get(maximum - 1)));
		}
		return S3Response.xml(xml.close("ListAccessPointsForDirectoryBucketsResult"));
	}

	S3Response putPolicy(S3Request request) throws IOException {
		Bucket bucket = permitted(request);
		XmlElement root = XmlElement.parse(VerifiedDocument.read(request, MAX_DOCUMENT), "PutAccessPointPolicyRequest");
		root.allow("Policy");
		String policy = root.childText("Policy");
		if (policy == null) {
			throw S3Errors.malformedXml();
		}
		if (policy.getBytes(StandardCharsets.UTF_8).length > MAX_POLICY) {
			throw new S3Exception(400, "MalformedPolicy", "Policies must not be larger than 20480 bytes");
		}
		BucketPolicy.parse(policy).checkFor(new Arns(this.state.region()).accessPoint(request.controlName()));
		bucket.update((info) -> info.with(find(info, request.controlName()).withPolicy(policy)));
		return S3Response.of(200);
	}

	S3Response getPolicy(S3Request request) {
		String policy = find(permitted(request).info(), request.controlName()).policy();
		if (policy == null) {
			throw new S3Exception(404, "NoSuchAccessPointPolicy", "The specified accesspoint policy does not exist");
		}
		return S3Response.xml(new XmlWriter().controlRoot("GetAccessPointPolicyResult")
			.element("Policy", policy)
			.close("GetAccessPointPolicyResult"));
	}

	S3Response deletePolicy(S3Request request) {
		permitted(request).update((info) -> info.with(find(info, request.controlName()).withPolicy(null)));
		return S3Response.of(204);
	}

	S3Response putScope(S3Request request) throws IOException {
		Bucket bucket = permitted(request);
		XmlElement root = XmlElement.parse(VerifiedDocument.read(request, MAX_DOCUMENT), "PutAccessPointScopeRequest");
		root.allow("Scope");
		XmlElement scope = root.child("Scope");
		if (scope == null) {
			throw S3Errors.malformedXml();
		}
		Scope read = Scopes.read(scope);
		bucket.update((info) -> info.with(find(info, request.controlName()).withScope(read)));
		return S3Response.of(200);
	}

	S3Response getScope(S3Request request) {
		XmlWriter xml = new XmlWriter().controlRoot("GetAccessPointScopeResult");
		Scopes.write(xml, find(permitted(request).info(), request.controlName()).scope());
		return S3Response.xml(xml.close("GetAccessPointScopeResult"));
	}

	S3Response deleteScope(S3Request request) {
		permitted(request).update((info) -> info.with(find(info, request.controlName()).withScope(Scope.ALL)));
		return S3Response.of(204);
	}

	// The bucket of the access point, if the operation is allowed.
	private Bucket permitted(S3Request request) {
		Bucket bucket = this.state.buckets().ofAccessPoint(request.controlName());
		Place place = new Place((bucket != null) ? bucket.info().name() : null, request.controlName());
		this.authorizer.check(request, request.operation(), place, Map.of());
		if (bucket == null) {
			throw S3Errors.noSuchAccessPoint(request.controlName());
		}
		return bucket;
	}

	private static void checkAccount(@Nullable String account) {
		if (account != null && !account.equals(Principal.ACCOUNT)) {
			throw S3Errors.accessDenied("The bucket belongs to another account.");
		}
	}

	// User Guide: all settings are on and cannot be changed.
	private static void checkPublicAccess(@Nullable XmlElement settings) {
		if (settings == null) {
			return;
		}
		settings.allow(BLOCKED);
		if (settings.children().stream().anyMatch((setting) -> !setting.text().strip().equals("true"))) {
			throw S3Errors.invalidRequest("Public access is always blocked at access points of directory buckets.");
		}
	}

	/**
	 * Scopes in XML.
	 */
	private static final class Scopes {

		private static final Set<String> PERMISSIONS = Set.of("GetObject", "GetObjectAttributes",
				"ListMultipartUploadParts", "ListBucket", "ListBucketMultipartUploads", "PutObject", "DeleteObject",
				"AbortMultipartUpload");

		/** API Reference: "less than 256 bytes". */
		private static final int MAX_PREFIXES = 255;

		private static Scope read(XmlElement scope) {
			scope.allow("Prefixes", "Permissions");
			List<String> prefixes = texts(scope.child("Prefixes"), "Prefix");
			if (String.join("", prefixes).getBytes(StandardCharsets.UTF_8).length > MAX_PREFIXES) {
				throw S3Errors.invalidRequest("The prefixes of a scope must be less than 256 bytes in all.");
			}
			List<String> permissions = texts(scope.child("Permissions"), "Permission");
			for (String permission : permissions) {
				if (!PERMISSIONS.contains(permission)) {
					throw S3Errors.malformedXml();
				}
			}
			return new Scope(prefixes, permissions);
		}

		private static List<String> texts(@Nullable XmlElement parent, String name) {
			if (parent == null) {
				return List.of();
			}
			parent.allow(name);
			return parent.children(name).stream().map(XmlElement::text).toList();
		}

		private static void write(XmlWriter xml, Scope scope) {
			xml.open("Scope").open("Prefixes");
			scope.prefixes().forEach((prefix) -> xml.element("Prefix", prefix));
			xml.close("Prefixes").open("Permissions");
			scope.permissions().forEach((permission) -> xml.element("Permission", permission));
			xml.close("Permissions").close("Scope");
		}

	}

}
