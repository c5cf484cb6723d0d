#!/usr/bin/env bash
# Copyright 2026-present the original author or authors.
# SPDX-License-Identifier: Apache-2.0
#
# The AWS CLI against the local server: prints operation, tab, outcome.
set -u
export AWS_PAGER= AWS_MAX_ATTEMPTS=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
control=(--endpoint-url "$S3EXPRESS_CONTROL_ENDPOINT")

# check <operation> <expected> <command...>
check() {
	local operation=$1 expected=$2 actual
	shift 2
	actual=$("$@" 2>"$work/error") || actual="failed: $(tr '\n' ' ' <"$work/error")"
	[ "$actual" = "$expected" ] && actual=yes || actual="gave $actual"
	printf '%s\t%s\n' "$operation" "$actual"
}

text() { aws s3api get-object --bucket "$BUCKET" --key "$1" "${@:2}" "$work/out" >/dev/null && cat "$work/out"; }
put() { printf '%s' "$2" >"$work/in" && aws s3api put-object --bucket "$BUCKET" --key "$1" --body "$work/in" "${@:3}"; }
list_buckets() { aws s3api list-directory-buckets "${control[@]}" --query "length(Buckets)"; }
write_again() { put 'dir/a b' x --if-none-match '*' 2>&1 | grep -o PreconditionFailed; }
append() { put 'dir/a b' ' world' --write-offset-bytes 5 >/dev/null && text 'dir/a b'; }
copy() { aws s3api copy-object --bucket "$BUCKET" --key copy --copy-source "$BUCKET/dir/a b" >/dev/null && text copy; }
rename() { aws s3api rename-object --bucket "$BUCKET" --key renamed --rename-source "/$BUCKET/copy" && text renamed; }
multipart() {
	head -c 9000000 /dev/zero >"$work/big" && aws s3 cp --quiet "$work/big" "s3://$BUCKET/big" &&
		aws s3api head-object --bucket "$BUCKET" --key big --query ContentLength
}
part_copy() {
	local id
	id=$(aws s3api create-multipart-upload --bucket "$BUCKET" --key part --query UploadId --output text) &&
		aws s3api upload-part-copy --bucket "$BUCKET" --key part --upload-id "$id" --part-number 1 \
			--copy-source "$BUCKET/renamed" --copy-source-range bytes=0-4 >/dev/null &&
		aws s3api list-parts --bucket "$BUCKET" --key part --upload-id "$id" --query 'Parts[0].Size'
}
abort() {
	local id
	id=$(aws s3api list-multipart-uploads --bucket "$BUCKET" --query 'Uploads[0].UploadId' --output text) &&
		aws s3api abort-multipart-upload --bucket "$BUCKET" --key part --upload-id "$id" &&
		aws s3api list-multipart-uploads --bucket "$BUCKET" --query 'length(Uploads || `[]`)'
}
presigned() { python3 -c 'import sys, urllib.request as u; print(u.urlopen(sys.argv[1]).read().decode())' "$(aws s3 presign "s3://$BUCKET/dir/a b")"; }

check ListDirectoryBuckets 1 list_buckets
check HeadBucket use1-az4 aws s3api head-bucket --bucket "$BUCKET" --query BucketLocationName --output text
check CreateSession ASIA bash -c 'aws s3api create-session --bucket "$BUCKET" --query Credentials.AccessKeyId --output text | cut -c1-4'
check PutObject AES256 put 'dir/a b' hello --query ServerSideEncryption --output text
check 'PutObject If-None-Match' PreconditionFailed write_again
check 'PutObject append' 'hello world' append
check GetObject 'hello world' text 'dir/a b'
check 'GetObject range' world text 'dir/a b' --range bytes=6-
check HeadObject 11 aws s3api head-object --bucket "$BUCKET" --key 'dir/a b' --query ContentLength
check GetObjectAttributes 11 aws s3api get-object-attributes --bucket "$BUCKET" --key 'dir/a b' --object-attributes ObjectSize --query ObjectSize
check ListObjectsV2 'dir/a b' aws s3api list-objects-v2 --bucket "$BUCKET" --prefix dir/ --query 'Contents[0].Key' --output text
check CopyObject 'hello world' copy
check RenameObject 'hello world' rename
check 'Multipart upload' 9000000 multipart
check 'UploadPartCopy, ListParts' 5 part_copy
check 'ListMultipartUploads, Abort' 0 abort
check 'Presigned GET' 'hello world' presigned
check DeleteObject '' aws s3api delete-object --bucket "$BUCKET" --key big
check DeleteObjects 2 aws s3api delete-objects --bucket "$BUCKET" --delete 'Objects=[{Key="dir/a b"},{Key=renamed}]' --query 'length(Deleted)'
