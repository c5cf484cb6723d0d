# Copyright 2026-present the original author or authors.
# SPDX-License-Identifier: Apache-2.0
"""boto3 against the local server: prints operation, tab, outcome."""

import os
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

BUCKET = os.environ["BUCKET"]
NEW_BUCKET = os.environ["NEW_BUCKET"]
s3 = boto3.client("s3", endpoint_url=os.environ["AWS_ENDPOINT_URL_S3"])
control = boto3.client(
    "s3",
    endpoint_url=os.environ["S3EXPRESS_CONTROL_ENDPOINT"],
    config=Config(s3={"disable_s3_express_session_auth": True}),
)


def check(operation, expected, call):
    try:
        actual = call()
        print(f"{operation}\t{'yes' if actual == expected else f'gave {actual}'}", flush=True)
    except Exception as error:  # noqa: BLE001 - whatever it is belongs into the table
        first = (str(error).splitlines() or [""])[0]
        print(f"{operation}\tfailed: {type(error).__name__} {first}", flush=True)


def text(key, **options):
    return s3.get_object(Bucket=BUCKET, Key=key, **options)["Body"].read().decode()


def policy():
    control.put_bucket_policy(Bucket=NEW_BUCKET, Policy='{"Statement":[]}')
    return control.get_bucket_policy(Bucket=NEW_BUCKET)["Policy"]


def encryption():
    default = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
    control.put_bucket_encryption(Bucket=NEW_BUCKET, ServerSideEncryptionConfiguration={"Rules": [default]})
    found = control.get_bucket_encryption(Bucket=NEW_BUCKET)["ServerSideEncryptionConfiguration"]
    return found["Rules"][0]["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"]


def write_again():
    try:
        s3.put_object(Bucket=BUCKET, Key="dir/a b", Body=b"x", IfNoneMatch="*")
        return 200
    except ClientError as error:
        return error.response["ResponseMetadata"]["HTTPStatusCode"]


def append():
    s3.put_object(Bucket=BUCKET, Key="dir/a b", Body=b" world", WriteOffsetBytes=5)
    return text("dir/a b")


def copy():
    s3.copy_object(Bucket=BUCKET, Key="copy", CopySource={"Bucket": BUCKET, "Key": "dir/a b"})
    return text("copy")


def rename():
    s3.rename_object(Bucket=BUCKET, Key="renamed", RenameSource=f"/{BUCKET}/copy")
    return text("renamed")


def multipart():
    upload = {"Bucket": BUCKET, "Key": "big"}
    upload["UploadId"] = s3.create_multipart_upload(**upload)["UploadId"]
    parts = []
    for number, body in ((1, bytes(5 * 1024 * 1024)), (2, b"end")):
        part = s3.upload_part(**upload, PartNumber=number, Body=body)
        parts.append({"PartNumber": number, "ETag": part["ETag"]})
    s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": parts})
    return s3.head_object(Bucket=BUCKET, Key="big")["ContentLength"]


def part_copy():
    upload = {"Bucket": BUCKET, "Key": "part"}
    upload["UploadId"] = s3.create_multipart_upload(**upload)["UploadId"]
    s3.upload_part_copy(
        **upload, PartNumber=1, CopySource={"Bucket": BUCKET, "Key": "renamed"}, CopySourceRange="bytes=0-4"
    )
    return s3.list_parts(**upload)["Parts"][0]["Size"]


def abort():
    for upload in s3.list_multipart_uploads(Bucket=BUCKET)["Uploads"]:
        s3.abort_multipart_upload(Bucket=BUCKET, Key=upload["Key"], UploadId=upload["UploadId"])
    return len(s3.list_multipart_uploads(Bucket=BUCKET).get("Uploads", []))


def presigned():
    url = s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": "dir/a b"}, ExpiresIn=60)
    return urllib.request.urlopen(url).read().decode()


configuration = {
    "Location": {"Type": "AvailabilityZone", "Name": "use1-az4"},
    "Bucket": {"Type": "Directory", "DataRedundancy": "SingleAvailabilityZone"},
}
status = lambda response: response["ResponseMetadata"]["HTTPStatusCode"]  # noqa: E731
check("CreateBucket", 200, lambda: status(control.create_bucket(Bucket=NEW_BUCKET, CreateBucketConfiguration=configuration)))
check("ListDirectoryBuckets", 2, lambda: len(control.list_directory_buckets()["Buckets"]))
check("HeadBucket", "use1-az4", lambda: s3.head_bucket(Bucket=BUCKET)["BucketLocationName"])
check("PutBucketPolicy", '{"Statement":[]}', policy)
check("PutBucketEncryption", "AES256", encryption)
check("DeleteBucket", 204, lambda: status(control.delete_bucket(Bucket=NEW_BUCKET)))
check("CreateSession", True, lambda: s3.create_session(Bucket=BUCKET)["Credentials"]["AccessKeyId"].startswith("ASIA"))
check("PutObject", True, lambda: len(s3.put_object(Bucket=BUCKET, Key="dir/a b", Body=b"hello")["ETag"]) > 0)
check("PutObject If-None-Match", 412, write_again)
check("PutObject append", "hello world", append)
check("GetObject", "hello world", lambda: text("dir/a b"))
check("GetObject range", "world", lambda: text("dir/a b", Range="bytes=6-"))
check("HeadObject", 11, lambda: s3.head_object(Bucket=BUCKET, Key="dir/a b")["ContentLength"])
check(
    "GetObjectAttributes",
    11,
    lambda: s3.get_object_attributes(Bucket=BUCKET, Key="dir/a b", ObjectAttributes=["ObjectSize"])["ObjectSize"],
)
check("ListObjectsV2", "dir/a b", lambda: s3.list_objects_v2(Bucket=BUCKET, Prefix="dir/")["Contents"][0]["Key"])
check("CopyObject", "hello world", copy)
check("RenameObject", "hello world", rename)
check("Multipart upload", 5242883, multipart)
check("UploadPartCopy, ListParts", 5, part_copy)
check("ListMultipartUploads, Abort", 0, abort)
check("Presigned GET", "hello world", presigned)
check("DeleteObject", 204, lambda: status(s3.delete_object(Bucket=BUCKET, Key="big")))
names = {"Objects": [{"Key": "dir/a b"}, {"Key": "renamed"}]}
check("DeleteObjects", 2, lambda: len(s3.delete_objects(Bucket=BUCKET, Delete=names)["Deleted"]))
