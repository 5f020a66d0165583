package org.nightlight.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.ref.SoftReference;

/** All classes of the desk as ArchUnit reads them: some hundred megabytes, read once for tests that follow each other and then let go. */
final class DeskClasses {
    private static SoftReference<JavaClasses> read = new SoftReference<>(null);

    private DeskClasses() {}

    static synchronized JavaClasses all() {
        JavaClasses all = read.get();
        if (all == null) {
            all = new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.nightlight");
            read = new SoftReference<>(all);
        }
        return all;
    }
}
