package org.nightlight.seal;

import java.time.Clock;
import org.jooq.DSLContext;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Which of the two stores keeps files. */
@Configuration(proxyBeanMethods = false)
class SealConfiguration {
    @Bean
    @Primary
    FileStore fileStore(
            FolderStore folder,
            Buckets buckets,
            DSLContext sql,
            Database database,
            Clock clock,
            @Value("${nightlight.files.bucket}") String bucket) {
        if (bucket.isBlank()) {
            return folder;
        }
        String instance = database.read(
                Clearance.SYSTEM,
                () -> sql.fetchSingle("select id from instance").get(0, String.class));
        return new BucketStore(buckets, bucket.strip(), instance, folder, clock);
    }
}
