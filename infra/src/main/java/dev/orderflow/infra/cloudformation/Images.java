package dev.orderflow.infra.cloudformation;

/** Where the services' images come from, for stacks that have the parameters {@code ImageTag} and {@code CpuArchitecture}. */
public interface Images {
    /** What the images of this checkout are tagged with; nothing is built for the answer. */
    String tag();

    /** What {@link #publish} builds for, as ECS names it: {@code ARM64} or {@code X86_64}; nothing is built for the answer. */
    String cpuArchitecture();

    /**
     * The image of every service is in the registry under {@link #tag()} when this returns.
     *
     * @param repositoryPrefix such as {@code 123456789012.dkr.ecr.eu-west-1.amazonaws.com/orderflow}; a service's module
     *     follows, behind a slash
     */
    void publish(String repositoryPrefix);
}
