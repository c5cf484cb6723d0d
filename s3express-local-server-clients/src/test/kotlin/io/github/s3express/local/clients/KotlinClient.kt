/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.clients

import aws.sdk.kotlin.runtime.auth.credentials.StaticCredentialsProvider
import aws.sdk.kotlin.services.s3.S3Client
import aws.sdk.kotlin.services.s3.abortMultipartUpload
import aws.sdk.kotlin.services.s3.completeMultipartUpload
import aws.sdk.kotlin.services.s3.copyObject
import aws.sdk.kotlin.services.s3.createMultipartUpload
import aws.sdk.kotlin.services.s3.createSession
import aws.sdk.kotlin.services.s3.deleteObject
import aws.sdk.kotlin.services.s3.deleteObjects
import aws.sdk.kotlin.services.s3.getObjectAttributes
import aws.sdk.kotlin.services.s3.headBucket
import aws.sdk.kotlin.services.s3.headObject
import aws.sdk.kotlin.services.s3.listMultipartUploads
import aws.sdk.kotlin.services.s3.listObjectsV2
import aws.sdk.kotlin.services.s3.listParts
import aws.sdk.kotlin.services.s3.model.CompletedMultipartUpload
import aws.sdk.kotlin.services.s3.model.CompletedPart
import aws.sdk.kotlin.services.s3.model.Delete
import aws.sdk.kotlin.services.s3.model.GetObjectRequest
import aws.sdk.kotlin.services.s3.model.ObjectAttributes
import aws.sdk.kotlin.services.s3.model.ObjectIdentifier
import aws.sdk.kotlin.services.s3.model.S3Exception
import aws.sdk.kotlin.services.s3.putObject
import aws.sdk.kotlin.services.s3.renameObject
import aws.sdk.kotlin.services.s3.uploadPart
import aws.sdk.kotlin.services.s3.uploadPartCopy
import aws.smithy.kotlin.runtime.content.ByteStream
import aws.smithy.kotlin.runtime.content.decodeToString
import aws.smithy.kotlin.runtime.net.url.Url
import io.github.s3express.local.S3ExpressLocalServer
import kotlinx.coroutines.runBlocking

/**
 * The AWS SDK for Kotlin.
 */
class KotlinClient : Client {

	private val cells = Cells()

	override fun isAvailable() = true

	override fun run(server: S3ExpressLocalServer): Map<String, String> {
		S3Client {
			region = server.region()
			endpointUrl = Url.parse(server.endpoint().toString())
			credentialsProvider = StaticCredentialsProvider {
				accessKeyId = server.accessKeyId()
				secretAccessKey = server.secretAccessKey()
			}
		}.use { s3 ->
			objects(s3)
			multipart(s3)
			deletions(s3)
		}
		return cells.results()
	}

	private fun objects(s3: S3Client) {
		check("HeadBucket", "use1-az4") { s3.headBucket { bucket = BUCKET }.bucketLocationName }
		check("CreateSession", true) {
			s3.createSession { bucket = BUCKET }.credentials?.accessKeyId?.startsWith("ASIA")
		}
		check("PutObject", true) { put(s3, "dir/a b", "hello").eTag != null }
		check("PutObject If-None-Match", "PreconditionFailed") {
			try {
				s3.putObject {
					bucket = BUCKET
					key = "dir/a b"
					ifNoneMatch = "*"
					body = ByteStream.fromString("x")
				}
				"written"
			} catch (ex: S3Exception) {
				ex.sdkErrorMetadata.errorCode
			}
		}
		check("PutObject append", "hello world") {
			s3.putObject {
				bucket = BUCKET
				key = "dir/a b"
				writeOffsetBytes = 5
				body = ByteStream.fromString(" world")
			}
			read(s3, "dir/a b", null)
		}
		check("GetObject", "hello world") { read(s3, "dir/a b", null) }
		check("GetObject range", "world") { read(s3, "dir/a b", "bytes=6-") }
		check("HeadObject", 11L) { s3.headObject { bucket = BUCKET; key = "dir/a b" }.contentLength }
		check("GetObjectAttributes", 11L) {
			s3.getObjectAttributes {
				bucket = BUCKET
				key = "dir/a b"
				objectAttributes = listOf(ObjectAttributes.ObjectSize)
			}.objectSize
		}
		check("ListObjectsV2", "dir/a b") {
			s3.listObjectsV2 { bucket = BUCKET; prefix = "dir/" }.contents?.first()?.key
		}
		check("CopyObject", "hello world") {
			s3.copyObject { bucket = BUCKET; key = "copy"; copySource = "$BUCKET/dir/a%20b" }
			read(s3, "copy", null)
		}
		check("RenameObject", "hello world") {
			s3.renameObject { bucket = BUCKET; key = "renamed"; renameSource = "/$BUCKET/copy" }
			read(s3, "renamed", null)
		}
	}

	private fun multipart(s3: S3Client) {
		check("Multipart upload", 5242883L) {
			val id = s3.createMultipartUpload { bucket = BUCKET; key = "big" }.uploadId
			val tags = listOf(ByteArray(5 * 1024 * 1024), "end".toByteArray()).mapIndexed { index, bytes ->
				s3.uploadPart {
					bucket = BUCKET
					key = "big"
					uploadId = id
					partNumber = index + 1
					body = ByteStream.fromBytes(bytes)
				}
			}
			s3.completeMultipartUpload {
				bucket = BUCKET
				key = "big"
				uploadId = id
				multipartUpload = CompletedMultipartUpload {
					parts = tags.mapIndexed { index, part ->
						CompletedPart {
							partNumber = index + 1
							eTag = part.eTag
							checksumCrc32 = part.checksumCrc32
						}
					}
				}
			}
			s3.headObject { bucket = BUCKET; key = "big" }.contentLength
		}
		check("UploadPartCopy, ListParts", 5L) {
			val id = s3.createMultipartUpload { bucket = BUCKET; key = "part" }.uploadId
			s3.uploadPartCopy {
				bucket = BUCKET
				key = "part"
				uploadId = id
				partNumber = 1
				copySource = "$BUCKET/renamed"
				copySourceRange = "bytes=0-4"
			}
			s3.listParts { bucket = BUCKET; key = "part"; uploadId = id }.parts?.first()?.size
		}
		check("ListMultipartUploads, Abort", 0) {
			s3.listMultipartUploads { bucket = BUCKET }.uploads?.forEach { upload ->
				s3.abortMultipartUpload { bucket = BUCKET; key = upload.key; uploadId = upload.uploadId }
			}
			s3.listMultipartUploads { bucket = BUCKET }.uploads.orEmpty().size
		}
	}

	private fun deletions(s3: S3Client) {
		check("DeleteObject", true) {
			s3.deleteObject { bucket = BUCKET; key = "big" }
			true
		}
		check("DeleteObjects", 2) {
			s3.deleteObjects {
				bucket = BUCKET
				delete = Delete {
					objects = listOf(ObjectIdentifier { key = "dir/a b" }, ObjectIdentifier { key = "renamed" })
				}
			}.deleted?.size
		}
	}

	private suspend fun put(s3: S3Client, name: String, text: String) = s3.putObject {
		bucket = BUCKET
		key = name
		body = ByteStream.fromString(text)
	}

	private suspend fun read(s3: S3Client, name: String, wanted: String?) = s3.getObject(
		GetObjectRequest {
			bucket = BUCKET
			key = name
			range = wanted
		},
	) { it.body?.decodeToString() }

	private fun check(operation: String, expected: Any, call: suspend () -> Any?) {
		cells.check(operation, expected) { runBlocking { call() } }
	}

	private companion object {
		const val BUCKET = Client.BUCKET
	}
}
