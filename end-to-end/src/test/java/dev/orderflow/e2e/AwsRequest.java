package dev.orderflow.e2e;

import dev.orderflow.infra.templates.Policy.Call;
import dev.orderflow.launcher.record.Engines;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One request as a client of AWS sends it, and what IAM would be asked about it.
 *
 * @param header answers a header's value by its name, empty where it is absent
 */
record AwsRequest(String method, URI uri, Header header, byte[] body) {
    private static final String ARN = "arn:aws:%s:eu-west-1:000000000000:%s";
    private static final int NOT_FOUND = 404;
    private static final JsonMapper JSON = new JsonMapper();

    private static final Pattern KEY = Pattern.compile("Credential=([^/]+)/[0-9]+/[^/]+/([a-z0-9]+)/");

    /** PartiQL as the services write it, and as {@code DynamoPositions} does. */
    private static final Pattern STATEMENT = Pattern.compile("(INSERT INTO|UPDATE|DELETE FROM) \"([^\"]+)\".*");

    private static final Map<String, String> PARTIQL = Map.of(
            "INSERT INTO", "PartiQLInsert",
            "UPDATE", "PartiQLUpdate",
            "DELETE FROM", "PartiQLDelete");

    /** Of a request: one value by name. */
    interface Header {
        String value(String name);
    }

    /** The access key that it was signed with: it tells who asks. */
    String accessKey() {
        return credential(1);
    }

    /** @param status of the answer: what is not there may not even be seen without the right to list it */
    List<Call> calls(int status) {
        return switch (credential(2)) {
            case "dynamodb" -> dynamo(operation());
            case "kinesis" -> List.of(on("kinesis", operation(), "stream/" + Engines.STREAM));
            case "s3" -> s3(status);
            case "sns" -> List.of(new Call("sns:" + form().get("Action"), form().getOrDefault("TopicArn", "*")));
            case "ses" -> List.of(on("ses", form().get("Action"), "identity/orderflow.example"));
            case "sqs" -> List.of(on("sqs", operation(), "*"));
            default -> throw new IllegalStateException("Whose call is this: " + uri + " " + authorization());
        };
    }

    private String credential(int group) {
        Matcher matcher = KEY.matcher(authorization());
        if (!matcher.find()) {
            throw new IllegalStateException("Not signed: " + method + " " + uri);
        }
        return matcher.group(group);
    }

    private String authorization() {
        return header.value("Authorization");
    }

    private String operation() {
        String target = header.value("X-Amz-Target");
        return target.substring(target.indexOf('.') + 1);
    }

    private List<Call> dynamo(String operation) {
        JsonNode asked = JSON.readTree(body);
        List<Call> calls = new ArrayList<>();
        switch (operation) {
            case "BatchGetItem", "BatchWriteItem" ->
                asked.required("RequestItems").propertyNames().forEach(table -> calls.add(table(operation, table)));
            case "TransactWriteItems" ->
                asked.required("TransactItems")
                        .forEach(item -> item.properties().forEach(write -> {
                            String action = write.getKey().equals("ConditionCheck")
                                    ? "ConditionCheckItem"
                                    : write.getKey() + "Item";
                            calls.add(table(
                                    action,
                                    write.getValue().required("TableName").asString()));
                        }));
            case "BatchExecuteStatement" ->
                asked.required("Statements")
                        .forEach(each ->
                                calls.add(statement(each.required("Statement").asString())));
            default -> {
                String index = asked.path("IndexName").asString("");
                String table = asked.required("TableName").asString();
                calls.add(table(operation, index.isEmpty() ? table : table + "/index/" + index));
                if (asked.has("Tags")) {
                    calls.add(table("TagResource", table));
                }
            }
        }
        return calls;
    }

    private static Call statement(String text) {
        Matcher matcher = STATEMENT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalStateException("What does this PartiQL do: " + text);
        }
        return table(PARTIQL.get(matcher.group(1)), matcher.group(2));
    }

    private static Call table(String action, String table) {
        return on("dynamodb", action, "table/" + table);
    }

    private List<Call> s3(int status) {
        String[] path = uri.getPath().substring(1).split("/", 2);
        String bucket = "arn:aws:s3:::" + path[0];
        if (path.length == 1 || path[1].isEmpty()) {
            return List.of(new Call(method.equals("PUT") ? "s3:CreateBucket" : "s3:ListBucket", bucket));
        }
        Call call = new Call(
                switch (method) {
                    case "GET", "HEAD" -> "s3:GetObject";
                    case "PUT", "POST" -> "s3:PutObject";
                    case "DELETE" -> "s3:DeleteObject";
                    default -> throw new IllegalStateException("What does this do: " + method + " " + uri);
                },
                bucket + "/" + path[1]);
        // Whoever may not list a bucket is told 403 instead of 404, which the services do not take for an absence.
        return status == NOT_FOUND ? List.of(call, new Call("s3:ListBucket", bucket)) : List.of(call);
    }

    private static Call on(String service, String action, String resource) {
        return new Call(service + ":" + action, ARN.formatted(service, resource));
    }

    private Map<String, String> form() {
        Map<String, String> fields = new HashMap<>();
        for (String field : new String(body, StandardCharsets.UTF_8).split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(
                        field.substring(0, equals),
                        URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }
}
