package io.github.segmentation4j;

import io.github.segmentation4j.InvalidImageException.Kind;
import io.github.segmentation4j.PhotoFile.Flaw;
import java.io.Serial;

/** What one of our own decoders found wrong with a file, whose name it does not know. */
final class DamagedPhotoException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Flaw flaw;

    private DamagedPhotoException(Flaw flaw) {
        super(flaw.what());
        this.flaw = flaw;
    }

    static DamagedPhotoException truncated() {
        return new DamagedPhotoException(Flaw.TRUNCATED);
    }

    /** Returns the exception for damage, given why it must be. */
    static DamagedPhotoException damaged(String why) {
        return new DamagedPhotoException(new Flaw(Kind.DAMAGED, "is damaged, " + why + ": save or download it again"));
    }

    Flaw flaw() {
        return flaw;
    }
}
