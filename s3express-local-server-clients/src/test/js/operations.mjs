// Copyright 2026-present the original author or authors.
// SPDX-License-Identifier: Apache-2.0

// The AWS SDK for JavaScript v3 against the local server: prints operation, tab, outcome.
import * as s3api from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

const bucket = process.env.BUCKET;
const created = process.env.NEW_BUCKET;
const region = process.env.AWS_REGION;
const s3 = new s3api.S3Client({ region, endpoint: process.env.AWS_ENDPOINT_URL_S3 });
const control = new s3api.S3Client({
  region,
  endpoint: process.env.S3EXPRESS_CONTROL_ENDPOINT,
  disableS3ExpressSessionAuth: true,
});

const send = (name, input, client = s3) => client.send(new s3api[`${name}Command`](input));
const text = async (Key, Range) => (await send("GetObject", { Bucket: bucket, Key, Range })).Body.transformToString();

async function check(operation, expected, call) {
  try {
    const actual = await call();
    console.log(`${operation}\t${actual === expected ? "yes" : `gave ${actual}`}`);
  } catch (error) {
    console.log(`${operation}\tfailed: ${error.name} ${String(error.message).split("\n")[0]}`);
  }
}

await check("CreateBucket", 200, async () => (await send("CreateBucket", {
  Bucket: created,
  CreateBucketConfiguration: {
    Location: { Type: "AvailabilityZone", Name: "use1-az4" },
    Bucket: { Type: "Directory", DataRedundancy: "SingleAvailabilityZone" },
  },
}, control)).$metadata.httpStatusCode);
await check("ListDirectoryBuckets", 2, async () => (await send("ListDirectoryBuckets", {}, control)).Buckets.length);
await check("HeadBucket", "use1-az4", async () => (await send("HeadBucket", { Bucket: bucket })).BucketLocationName);
await check("PutBucketPolicy", '{"Statement":[]}', async () => {
  await send("PutBucketPolicy", { Bucket: created, Policy: '{"Statement":[]}' }, control);
  return (await send("GetBucketPolicy", { Bucket: created }, control)).Policy;
});
await check("PutBucketEncryption", "AES256", async () => {
  await send("PutBucketEncryption", {
    Bucket: created,
    ServerSideEncryptionConfiguration: {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
    },
  }, control);
  const { ServerSideEncryptionConfiguration: found } = await send("GetBucketEncryption", { Bucket: created }, control);
  return found.Rules[0].ApplyServerSideEncryptionByDefault.SSEAlgorithm;
});
await check("DeleteBucket", 204, async () => (await send("DeleteBucket", { Bucket: created }, control)).$metadata.httpStatusCode);
await check("CreateSession", true, async () => (await send("CreateSession", { Bucket: bucket })).Credentials.AccessKeyId.startsWith("ASIA"));
await check("PutObject", true, async () => (await send("PutObject", { Bucket: bucket, Key: "dir/a b", Body: "hello" })).ETag.length > 0);
await check("PutObject If-None-Match", 412, () =>
  send("PutObject", { Bucket: bucket, Key: "dir/a b", Body: "x", IfNoneMatch: "*" }).then(() => 200, (error) => error.$metadata.httpStatusCode));
await check("PutObject append", "hello world", async () => {
  await send("PutObject", { Bucket: bucket, Key: "dir/a b", Body: " world", WriteOffsetBytes: 5 });
  return text("dir/a b");
});
await check("GetObject", "hello world", () => text("dir/a b"));
await check("GetObject range", "world", () => text("dir/a b", "bytes=6-"));
await check("HeadObject", 11, async () => (await send("HeadObject", { Bucket: bucket, Key: "dir/a b" })).ContentLength);
await check("GetObjectAttributes", 11, async () =>
  (await send("GetObjectAttributes", { Bucket: bucket, Key: "dir/a b", ObjectAttributes: ["ObjectSize"] })).ObjectSize);
await check("ListObjectsV2", "dir/a b", async () => (await send("ListObjectsV2", { Bucket: bucket, Prefix: "dir/" })).Contents[0].Key);
await check("CopyObject", "hello world", async () => {
  await send("CopyObject", { Bucket: bucket, Key: "copy", CopySource: `${bucket}/dir/a%20b` });
  return text("copy");
});
await check("RenameObject", "hello world", async () => {
  await send("RenameObject", { Bucket: bucket, Key: "renamed", RenameSource: `/${bucket}/copy` });
  return text("renamed");
});
await check("Multipart upload", 5242883, async () => {
  const upload = { Bucket: bucket, Key: "big" };
  upload.UploadId = (await send("CreateMultipartUpload", upload)).UploadId;
  const parts = [];
  for (const body of [Buffer.alloc(5 * 1024 * 1024), Buffer.from("end")]) {
    const PartNumber = parts.length + 1;
    const { ETag } = await send("UploadPart", { ...upload, PartNumber, Body: body });
    parts.push({ PartNumber, ETag });
  }
  await send("CompleteMultipartUpload", { ...upload, MultipartUpload: { Parts: parts } });
  return (await send("HeadObject", { Bucket: bucket, Key: "big" })).ContentLength;
});
await check("UploadPartCopy, ListParts", 5, async () => {
  const upload = { Bucket: bucket, Key: "part" };
  upload.UploadId = (await send("CreateMultipartUpload", upload)).UploadId;
  await send("UploadPartCopy", { ...upload, PartNumber: 1, CopySource: `${bucket}/renamed`, CopySourceRange: "bytes=0-4" });
  return (await send("ListParts", upload)).Parts[0].Size;
});
await check("ListMultipartUploads, Abort", 0, async () => {
  for (const { Key, UploadId } of (await send("ListMultipartUploads", { Bucket: bucket })).Uploads) {
    await send("AbortMultipartUpload", { Bucket: bucket, Key, UploadId });
  }
  return ((await send("ListMultipartUploads", { Bucket: bucket })).Uploads ?? []).length;
});
await check("Presigned GET", "hello world", async () => {
  const url = await getSignedUrl(s3, new s3api.GetObjectCommand({ Bucket: bucket, Key: "dir/a b" }), { expiresIn: 60 });
  return (await fetch(url)).text();
});
await check("DeleteObject", 204, async () => (await send("DeleteObject", { Bucket: bucket, Key: "big" })).$metadata.httpStatusCode);
await check("DeleteObjects", 2, async () =>
  (await send("DeleteObjects", { Bucket: bucket, Delete: { Objects: [{ Key: "dir/a b" }, { Key: "renamed" }] } })).Deleted.length);
