package dev.orderflow.infra.cloudformation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryResponse;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.ParameterDeclaration;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionResponse;

/** A CloudFormation in which stacks are there, and nothing is ever to change; it remembers the change sets asked of it. */
final class UnchangedStacks implements CloudFormationClient {
    private final Map<String, CreateChangeSetRequest> asked = new HashMap<>();
    private final Map<String, Map<String, String>> outputs = new HashMap<>();
    private final Set<String> absent = new HashSet<>();

    void lacks(String stack) {
        absent.add(stack);
    }

    void says(String stack, Map<String, String> itsOutputs) {
        outputs.put(stack, itsOutputs);
    }

    /** The stack's last change set; null where none was asked for. */
    @Nullable
    CreateChangeSetRequest asked(String stack) {
        return asked.get(stack);
    }

    /** The parameters of the stack's last change set. */
    Map<String, String> told(String stack) {
        Map<String, String> told = new TreeMap<>();
        for (Parameter parameter : Objects.requireNonNull(asked(stack)).parameters()) {
            told.put(parameter.parameterKey(), parameter.parameterValue());
        }
        return told;
    }

    @Override
    public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
        boolean isAbsent = absent.contains(request.stackName());
        if (isAbsent && !asked.containsKey(request.stackName())) {
            throw CloudFormationException.builder()
                    .message("Stack with id " + request.stackName() + " does not exist")
                    .build();
        }
        Stack stack = Stack.builder()
                .stackName(request.stackName())
                .stackId(request.stackName() + "/deleted")
                .stackStatus(
                        request.stackName().endsWith("/deleted")
                                ? StackStatus.DELETE_COMPLETE
                                : isAbsent ? StackStatus.REVIEW_IN_PROGRESS : StackStatus.UPDATE_COMPLETE)
                .outputs(outputs.getOrDefault(request.stackName(), Map.of()).entrySet().stream()
                        .map(output -> Output.builder()
                                .outputKey(output.getKey())
                                .outputValue(output.getValue())
                                .build())
                        .toList())
                .build();
        return DescribeStacksResponse.builder().stacks(stack).build();
    }

    /** Each word of the template is a parameter. */
    @Override
    public GetTemplateSummaryResponse getTemplateSummary(GetTemplateSummaryRequest request) {
        return GetTemplateSummaryResponse.builder()
                .parameters(Arrays.stream(request.templateBody().split(" "))
                        .map(word -> ParameterDeclaration.builder()
                                .parameterKey(word)
                                .defaultValue("by default")
                                .build())
                        .toList())
                .build();
    }

    @Override
    public CreateChangeSetResponse createChangeSet(CreateChangeSetRequest request) {
        asked.put(request.stackName(), request);
        return CreateChangeSetResponse.builder().id(request.changeSetName()).build();
    }

    @Override
    public DescribeChangeSetResponse describeChangeSet(DescribeChangeSetRequest request) {
        return DescribeChangeSetResponse.builder()
                .status(ChangeSetStatus.FAILED)
                .statusReason("The submitted information didn't contain changes.")
                .build();
    }

    @Override
    public DeleteChangeSetResponse deleteChangeSet(DeleteChangeSetRequest request) {
        return DeleteChangeSetResponse.builder().build();
    }

    @Override
    public DeleteStackResponse deleteStack(DeleteStackRequest request) {
        return DeleteStackResponse.builder().build();
    }

    @Override
    public DescribeStackEventsResponse describeStackEvents(DescribeStackEventsRequest request) {
        return DescribeStackEventsResponse.builder().stackEvents(List.of()).build();
    }

    @Override
    public UpdateTerminationProtectionResponse updateTerminationProtection(UpdateTerminationProtectionRequest request) {
        return UpdateTerminationProtectionResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
