package io.github.segmentation4j.contract;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmenter;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Calls of a segmenter, each in a thread of its own, that stay in flight until they are let go, at the latest at the end. */
final class CallsInFlight implements AutoCloseable {
    private final List<StalledImage> images = new ArrayList<>();
    private final List<FutureTask<LabelMap>> calls = new ArrayList<>();

    /** Starts calls with an image, and returns when all of them read it. */
    CallsInFlight(Segmenter segmenter, BufferedImage image, int count) throws InterruptedException {
        for (int call = 0; call < count; call++) {
            StalledImage stalled = new StalledImage(image);
            FutureTask<LabelMap> task = new FutureTask<>(() -> segmenter.segment(stalled));
            images.add(stalled);
            calls.add(task);
            Background.start(task);
            stalled.awaitReader();
        }
    }

    /** Lets all calls go on. */
    void letGo() {
        images.forEach(StalledImage::letGo);
    }

    /** Returns what they gave, when all have ended. */
    List<LabelMap> results() throws InterruptedException, ExecutionException {
        List<LabelMap> results = new ArrayList<>();
        for (FutureTask<LabelMap> call : calls) {
            results.add(call.get());
        }
        return results;
    }

    @Override
    public void close() {
        letGo();
    }
}
