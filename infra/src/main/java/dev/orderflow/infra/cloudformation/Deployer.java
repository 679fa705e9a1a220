package dev.orderflow.infra.cloudformation;

import dev.orderflow.infra.cloudformation.Environment.StackPlan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.ParameterDeclaration;

/**
 * Deploys the stacks of one environment, in their order. What a stack says in its outputs, the ones after it are told in
 * the parameters of the same names: so stacks need no exports, which would tie them together for ever.
 */
public final class Deployer {
    private static final String ARTIFACTS_BUCKET = "ArtifactsBucketName";
    private static final String CPU_ARCHITECTURE = "CpuArchitecture";
    private static final String IMAGE_TAG = "ImageTag";
    private static final String REPOSITORY_PREFIX = "RepositoryPrefix";
    private static final String STACK_ROLE = "StackRoleArn";

    private final Environment environment;
    private final AwsClients aws;
    private final Images images;
    private final Map<String, Rendering> renderings;
    private final Consumer<String> say;

    /** @param say is told what happens, line by line */
    public Deployer(Environment environment, AwsClients aws, Images images, Consumer<String> say) {
        this(environment, aws, images, Map.of(), say);
    }

    /** @param renderings by the names of the stacks that have one */
    public Deployer(
            Environment environment,
            AwsClients aws,
            Images images,
            Map<String, Rendering> renderings,
            Consumer<String> say) {
        this.environment = environment;
        this.aws = aws;
        this.images = images;
        this.renderings = Map.copyOf(renderings);
        this.say = say;
    }

    /**
     * Deploys one stack or all.
     *
     * @param only null for all; the others are left as they are
     * @param dryRun shows what would change, and changes nothing
     * @throws DeploymentException at the first stack that fails; CloudFormation has rolled it back, those before it stay
     */
    public void deploy(@Nullable String only, boolean dryRun) {
        if (only != null) {
            environment.stack(only);
        }
        Map<String, String> outputs = new HashMap<>();
        environment.artifactsBucket().ifPresent(bucket -> {
            new Artifacts(aws.s3(), bucket).ensureBucket();
            outputs.put(ARTIFACTS_BUCKET, bucket);
        });
        for (StackPlan plan : environment.stacks()) {
            Stack stack = stack(plan);
            if (only == null || only.equals(plan.name())) {
                say.accept(stack.name());
                named(stack, () -> deploy(plan, stack, outputs, dryRun));
            }
            if (plan.name().equals(only)) {
                return;
            }
            outputs.putAll(stack.outputs());
        }
    }

    /** What each stack that exists says of itself. */
    public Map<String, Map<String, String>> outputs() {
        Map<String, Map<String, String>> outputs = new LinkedHashMap<>();
        for (StackPlan plan : environment.stacks()) {
            Stack stack = stack(plan);
            if (stack.exists()) {
                outputs.put(stack.name(), stack.outputs());
            }
        }
        return outputs;
    }

    /** Removes all stacks, the last first. State is kept: their templates say what that is. */
    public void remove() {
        List<Stack> stacks = environment.stacks().reversed().stream()
                .map(this::stack)
                .filter(Stack::exists)
                .toList();
        String guarded =
                stacks.stream().filter(Stack::isProtected).map(Stack::name).collect(Collectors.joining(", "));
        if (!guarded.isEmpty()) {
            throw new DeploymentException("Protected from removal: " + guarded + ". Nothing was removed. Set"
                    + " termination-protection to false in environments/" + environment.name()
                    + ".yaml and deploy that first.");
        }
        for (Stack stack : stacks) {
            say.accept(stack.name());
            named(stack, () -> {
                List<String> kept = stack.delete();
                kept.forEach(resource -> say.accept("  kept    " + resource));
                say.accept("  removed" + (kept.isEmpty() ? "" : "; " + kept.size() + " resources were kept"));
            });
        }
        if (stacks.isEmpty()) {
            say.accept("Nothing of " + environment.name() + " is deployed.");
        }
    }

    private void deploy(StackPlan plan, Stack stack, Map<String, String> outputs, boolean dryRun) {
        Artifacts artifacts = artifacts(outputs);
        String text = Template.read(plan.template());
        List<ParameterDeclaration> declared = declared(Template.of(plan.name(), text, artifacts));
        Map<String, String> given = given(plan, artifacts, outputs);
        Rendering rendering = renderings.get(plan.name());
        if (rendering != null) {
            Rendering.Rendered rendered = rendering.render(text, known(declared, given));
            text = rendered.template();
            given.put(rendered.keyParameter(), key(plan, artifacts, rendered));
        }
        Template template = Template.of(plan.name(), text, artifacts);
        Map<String, String> parameters = parameters(plan, declared, given, outputs, dryRun);
        if (dryRun) {
            stack.plan(template, parameters, tags(plan), outputs.get(STACK_ROLE))
                    .ifPresentOrElse(
                            changes -> {
                                changes.lines().forEach(say);
                                stack.discard(changes);
                                say.accept("  would change "
                                        + changes.resources().size() + " resources; nothing was changed");
                            },
                            () -> say.accept("  nothing to change"));
            return;
        }
        stack.makeReady();
        long began = System.nanoTime();
        stack.plan(template, parameters, tags(plan), outputs.get(STACK_ROLE))
                .ifPresentOrElse(
                        changes -> {
                            changes.lines().forEach(say);
                            stack.execute(changes);
                            say.accept("  changed " + changes.resources().size() + " resources in "
                                    + (System.nanoTime() - began) / 1_000_000_000 + " s");
                        },
                        () -> say.accept("  nothing to change"));
        stack.protect(environment.terminationProtection());
    }

    /** What CloudFormation refuses to do at all it says without the stack's name. */
    private static void named(Stack stack, Runnable action) {
        try {
            action.run();
        } catch (CloudFormationException e) {
            throw new DeploymentException(
                    "Stack " + stack.name() + ": " + e.awsErrorDetails().errorMessage(), e);
        }
    }

    private @Nullable Artifacts artifacts(Map<String, String> outputs) {
        String bucket = outputs.get(ARTIFACTS_BUCKET);
        return bucket == null ? null : new Artifacts(aws.s3(), bucket);
    }

    private List<ParameterDeclaration> declared(Template template) {
        return aws.cloudFormation()
                .getTemplateSummary(
                        request -> request.templateBody(template.body()).templateURL(template.url()))
                .parameters();
    }

    /** What is said of parameters, from where it is said most closely: the stack, the environment, the stacks before. */
    private Map<String, String> given(StackPlan plan, @Nullable Artifacts artifacts, Map<String, String> outputs) {
        Map<String, String> given = new HashMap<>(outputs);
        given.put("Environment", environment.name());
        given.put("TerminationProtection", String.valueOf(environment.terminationProtection()));
        given.putAll(environment.parameters());
        given.putAll(plan.parameters());
        plan.files().forEach((parameter, file) -> given.put(parameter, key(plan, artifacts, file)));
        return given;
    }

    private static Map<String, String> known(List<ParameterDeclaration> declared, Map<String, String> given) {
        Map<String, String> known = new HashMap<>();
        declared.stream()
                .filter(parameter -> parameter.defaultValue() != null)
                .forEach(parameter -> known.put(parameter.parameterKey(), parameter.defaultValue()));
        known.putAll(given);
        return known;
    }

    /** Those that the template declares. */
    private Map<String, String> parameters(
            StackPlan plan,
            List<ParameterDeclaration> declared,
            Map<String, String> given,
            Map<String, String> outputs,
            boolean dryRun) {
        if (declared.stream().anyMatch(each -> each.parameterKey().equals(IMAGE_TAG))
                && !given.containsKey(IMAGE_TAG)) {
            given.put(CPU_ARCHITECTURE, cpuArchitecture(given.get(CPU_ARCHITECTURE)));
            given.put(IMAGE_TAG, images(outputs, dryRun));
        }
        Map<String, String> parameters = new TreeMap<>();
        for (ParameterDeclaration parameter : declared) {
            String key = parameter.parameterKey();
            String value = given.get(key);
            if (value != null) {
                parameters.put(key, value);
            } else if (parameter.defaultValue() == null) {
                throw new DeploymentException("Stack " + plan.name() + " needs the parameter " + key
                        + ", which neither the environment " + environment.name()
                        + " gives nor a stack before it that is deployed");
            }
        }
        for (String key : plan.ownParameters()) {
            if (!parameters.containsKey(key)) {
                throw new DeploymentException("Stack " + plan.name() + " has no parameter " + key
                        + ", which environment " + environment.name() + " gives it");
            }
        }
        return parameters;
    }

    private static String key(StackPlan plan, @Nullable Artifacts artifacts, Path file) {
        return required(plan, artifacts, file.toString()).put(file);
    }

    private static String key(StackPlan plan, @Nullable Artifacts artifacts, Rendering.Rendered rendered) {
        return required(plan, artifacts, rendered.documentName())
                .put(rendered.documentName(), rendered.document().getBytes(StandardCharsets.UTF_8));
    }

    private static Artifacts required(StackPlan plan, @Nullable Artifacts artifacts, String what) {
        if (artifacts == null) {
            throw new DeploymentException("Stack " + plan.name() + " needs " + what
                    + " in a bucket, and no stack before it has the output " + ARTIFACTS_BUCKET);
        }
        return artifacts;
    }

    /** Images that are built here run on processors of this machine's kind, so tasks are given such. */
    private String cpuArchitecture(@Nullable String wanted) {
        String built = images.cpuArchitecture();
        if (wanted != null && !wanted.equals(built)) {
            throw new DeploymentException("Environment " + environment.name() + " wants tasks on " + wanted
                    + ", and images that are built here run on " + built + ". Deploy from a machine of the other kind;"
                    + " or leave " + CPU_ARCHITECTURE + " out of the environment's file.");
        }
        return built;
    }

    private String images(Map<String, String> outputs, boolean dryRun) {
        if (!dryRun) {
            String prefix = outputs.get(REPOSITORY_PREFIX);
            if (prefix == null) {
                throw new DeploymentException("Images have nowhere to go: no stack before has the output "
                        + REPOSITORY_PREFIX + ". Deploy the registry stack first.");
            }
            images.publish(prefix);
        }
        return images.tag();
    }

    private Map<String, String> tags(StackPlan plan) {
        return Map.of("orderflow:environment", environment.name(), "orderflow:stack", plan.name());
    }

    private Stack stack(StackPlan plan) {
        return new Stack(aws.cloudFormation(), "orderflow-" + environment.name() + "-" + plan.name(), say);
    }
}
