package dev.orderflow.infra.templates;

import dev.orderflow.infra.templates.Template.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How each resource of each template was proven: the one list. What is created in LocalStack is named here, and the tests
 * that create it compare it with what CloudFormation says is in the stack; all else is linted only, since LocalStack has no
 * such type and no AWS account is there.
 */
public final class Proof {
    /** By stack. */
    static final Map<String, Created> CREATED = Map.of(
            "data", new Created("DeployerIT", Set.of(), ""),
            "edge",
                    new Created(
                            "EveryOperationThroughApiGatewayE2E",
                            Set.of(
                                    "HasAuthorizer",
                                    "HasDomain",
                                    "HasDomainRecord",
                                    "HasFirewall",
                                    "HasKeys",
                                    "HasLoadBalancer",
                                    "OwnsAccountLogging"),
                            """
                            `docker compose up` creates the same ones; there as in the test, all that has a condition is off.
                            """),
            "recovery", new Created("RecoveryPathsE2E", Set.of(), """
                            The template is created as it stands, with all that it has by conditions. Four of its workflow's calls are parameters, and the test
                            sets these to activities that it works on itself: LocalStack has no ECS, whose services are looked
                            at, stopped and started and whose tasks run, and it cannot update a stack with the template that
                            the stack has. What the workflow finds there is replaced as well: the compute stack by one that
                            has the prefix alone, and the template of the tables by one with one table; `DisasterDrillE2E`
                            goes through it with the data stack's own.
                            """));

    private Proof() {}

    /**
     * @param test by which
     * @param conditionsOff those of the template that are false there
     * @param note for the page; what is not as on AWS
     */
    record Created(String test, Set<String> conditionsOff, String note) {
        boolean makes(Resource resource) {
            Object condition = resource.content().get("Condition");
            return condition == null || !conditionsOff.contains(String.valueOf(condition));
        }
    }

    /** How many resources of each type LocalStack has created of a template, by the type's name. */
    public static Map<String, Long> created(String stack) {
        Created created = CREATED.get(stack);
        List<Resource> resources = created == null
                ? List.of()
                : Template.of(stack).resources().stream().filter(created::makes).toList();
        return resources.stream().collect(Collectors.groupingBy(Resource::type, TreeMap::new, Collectors.counting()));
    }

    /** @return in words of the page */
    static String of(String stack, String type, long number) {
        long created = created(stack).getOrDefault(type, 0L);
        if (created == 0) {
            return "linted only";
        }
        String how = "created in a test (`" + CREATED.get(stack).test() + "`)";
        return created == number ? how : created + " " + how + ", " + (number - created) + " linted only";
    }
}
