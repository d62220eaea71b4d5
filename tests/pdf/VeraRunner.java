// Holds PDF files against the profiles of veraPDF, whose classes are on the class path.
// Arguments: profiles, such as ua1,2a, then files. Prints one line for each file and profile, with
// tabs between: file, profile, "pass" or "fail", and the clauses that failed, each once.
import java.io.FileInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

public class VeraRunner {
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (String profile : arguments[0].split(",")) {
            for (int at = 1; at < arguments.length; at++) {
                List<String> row = new ArrayList<>(List.of(arguments[at], profile));
                row.addAll(check(arguments[at], PDFAFlavour.fromString(profile)));
                System.out.println(String.join("\t", row));
            }
        }
    }

    private static List<String> check(String file, PDFAFlavour flavour) throws Exception {
        try (FileInputStream input = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(input, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            TreeSet<String> clauses = new TreeSet<>();
            for (RuleId rule : result.getFailedChecks().keySet()) {
                clauses.add(rule.getClause() + "-" + rule.getTestNumber());
            }
            List<String> verdict = new ArrayList<>(List.of(result.isCompliant() ? "pass" : "fail"));
            verdict.addAll(clauses);
            return verdict;
        }
    }
}
