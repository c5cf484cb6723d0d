package com.example.orders;

import java.nio.file.Path;

import org.springframework.stereotype.Service;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

@Service
class Orders {

	private static final String BUCKET = "orders--use1-az4--x-s3";

	private final S3Client s3;

	private final S3TransferManager transfers;

	Orders(S3Client s3, S3TransferManager transfers) {
		this.s3 = s3;
		this.transfers = transfers;
	}

	void save(String id, String json) {
		this.s3.putObject((put) -> put.bucket(BUCKET).key(id), RequestBody.fromString(json));
	}

	String find(String id) {
		return this.s3.getObjectAsBytes((get) -> get.bucket(BUCKET).key(id)).asUtf8String();
	}

	void saveScan(String id, Path scan) {
		this.transfers.uploadFile((upload) -> upload.source(scan).putObjectRequest((put) -> put.bucket(BUCKET).key(id)))
			.completionFuture()
			.join();
	}

}
