/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include <openssl/evp.h>

#include "base/memory.h"

struct cv_hash {
    EVP_MD_CTX *context;
    bool failed;
};

static void write_digest(const unsigned char *bytes, size_t count, char digest[CV_SHA256_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < count; i++) {
        digest[2 * i] = digits[bytes[i] >> 4];
        digest[2 * i + 1] = digits[bytes[i] & 15];
    }
    digest[2 * count] = '\0';
}

cv_hash *cv_hash_new(void)
{
    cv_hash *hash = cv_memory_zero(1, sizeof *hash);
    if (hash == NULL)
        return NULL;
    hash->context = EVP_MD_CTX_new();
    if (hash->context == NULL || EVP_DigestInit_ex(hash->context, EVP_sha256(), NULL) != 1) {
        cv_hash_free(hash);
        return NULL;
    }
    return hash;
}

void cv_hash_add(cv_hash *hash, const void *bytes, size_t count)
{
    if (EVP_DigestUpdate(hash->context, bytes, count) != 1)
        hash->failed = true;
}

bool cv_hash_finish(cv_hash *hash, char digest[CV_SHA256_SIZE])
{
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned count = 0;
    digest[0] = '\0';
    if (hash->failed || EVP_DigestFinal_ex(hash->context, bytes, &count) != 1)
        return false;
    write_digest(bytes, count, digest);
    return true;
}

void cv_hash_free(cv_hash *hash)
{
    if (hash == NULL)
        return;
    EVP_MD_CTX_free(hash->context);
    cv_memory_free(hash);
}

void cv_bytes_sha256(const void *bytes, size_t count, char digest[CV_SHA256_SIZE])
{
    cv_hash *hash = cv_hash_new();
    digest[0] = '\0';
    if (hash == NULL)
        return;
    cv_hash_add(hash, bytes, count);
    cv_hash_finish(hash, digest);
    cv_hash_free(hash);
}
