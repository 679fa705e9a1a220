package dev.orderflow.infra.cloudformation;

/** None of these stacks runs anything. */
record NoImages() implements Images {
    @Override
    public String tag() {
        throw new AssertionError("no stack has the parameter ImageTag");
    }

    @Override
    public String cpuArchitecture() {
        throw new AssertionError("no stack has the parameter ImageTag");
    }

    @Override
    public void publish(String repositoryPrefix) {
        throw new AssertionError("no stack has the parameter ImageTag");
    }
}
