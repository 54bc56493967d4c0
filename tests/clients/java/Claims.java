import com.amazonaws.thirdparty.jackson.databind.JsonNode;
import com.amazonaws.thirdparty.jackson.databind.ObjectMapper;
import java.io.File;
import java.util.Objects;
import java.util.concurrent.Callable;

/** What the tests need: their cases, their count, and comparisons that say what differs. */
final class Claims {
    /** The cases that every client runs. */
    static final JsonNode CASES = read("cases.json");

    private int passed;
    private int failed;

    private static JsonNode read(String name) {
        try {
            return new ObjectMapper().readTree(new File(name));
        } catch (java.io.IOException error) {
            throw new IllegalStateException(error);
        }
    }

    /** The case of a type of resource: `TagUser`. */
    static JsonNode of(String tag) {
        for (JsonNode row : CASES.get("resources")) {
            if (row.get("tag").asText().equals(tag)) {
                return row;
            }
        }
        throw new IllegalArgumentException(tag);
    }

    /** Runs a test and goes on, whatever it does. */
    void claim(String name, Callable<?> test) {
        try {
            test.call();
            passed++;
            System.out.println("ok " + name);
        } catch (Throwable failure) {
            failed++;
            System.out.println("FAILED " + name);
            failure.printStackTrace(System.out);
        }
    }

    /** Ends the process: with status 1 if a test failed. */
    void end() {
        System.out.println(passed + " passed, " + failed + " failed");
        System.exit(failed == 0 ? 0 : 1);
    }

    static void same(Object found, Object expected) {
        if (!Objects.equals(found, expected)) {
            throw new AssertionError(found + ", not " + expected);
        }
    }
}
