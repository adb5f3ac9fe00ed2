package io.tributary.worker.run;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.util.List;

/** For those who only look. */
@Component
@Transactional(readOnly = true)
public class RunHistory {

    private final RunTable runs;

    RunHistory(RunTable runs) {
        this.runs = runs;
    }

    /** The newest runs first. */
    public List<Run> newest(int most) {
        return runs.newest(most);
    }
}
