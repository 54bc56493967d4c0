import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.AmazonServiceException.ErrorType;
import com.amazonaws.ClientConfiguration;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.identitymanagement.AmazonIdentityManagement;
import com.amazonaws.services.identitymanagement.AmazonIdentityManagementClientBuilder;
import com.amazonaws.services.identitymanagement.model.*;
import com.amazonaws.thirdparty.jackson.databind.JsonNode;
import com.amazonaws.waiters.WaiterParameters;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/** IAM through version 1 of the AWS SDK for Java. Its copy here knows the tags of users and roles only. */
public final class IamTest {
    private static final String DOCUMENT =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                    + "\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}";
    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                    + "{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static final String READER = "arn:aws:iam::123456789012:policy/java";

    private final AmazonIdentityManagement iam =
            AmazonIdentityManagementClientBuilder.standard()
                    .withClientConfiguration(new ClientConfiguration().withMaxErrorRetry(0))
                    .withEndpointConfiguration(
                            new EndpointConfiguration(System.getenv("AWS_ENDPOINT_URL"), "us-east-1"))
                    .build();

    public static void main(String[] arguments) {
        IamTest test = new IamTest();
        Claims claims = new Claims();
        claims.claim("a user's life", test::user);
        claims.claim("a role's life", test::role);
        claims.claim("a policy's life", test::policy);
        claims.claim("lists come in pages", test::pages);
        claims.claim("tags come in pages", test::pagesOfTags);
        claims.claim("errors are typed", test::errors);
        claims.claim("refuses what it does not serve", test::notServed);
        claims.end();
    }

    private Void user() throws Exception {
        CreateUserRequest create = new CreateUserRequest("java").withPath("/a~*/").withTags(tags());
        User created = iam.createUser(create).getUser();
        Claims.same(created.getArn(), "arn:aws:iam::123456789012:user/a~*/java");
        Claims.same(created.getTags(), tags());
        long age = System.currentTimeMillis() - created.getCreateDate().getTime();
        Claims.same(age > -60_000 && age < 60_000, true);
        iam.waiters().userExists().run(new WaiterParameters<>(new GetUserRequest().withUserName("java")));
        Claims.same(get("java").getTags(), listed("TagUser"));
        iam.untagUser(new UntagUserRequest().withUserName("java").withTagKeys(keys()));
        Claims.same(get("java").getTags(), Collections.emptyList());
        iam.tagUser(new TagUserRequest().withUserName("java").withTags(tag("dept", "legal")));
        ListUserTagsRequest list = new ListUserTagsRequest().withUserName("java");
        Claims.same(iam.listUserTags(list).getTags(), List.of(tag("dept", "legal")));
        iam.deleteUser(new DeleteUserRequest("java"));
        String gone = "The user with name java cannot be found.";
        refused(NoSuchEntityException.class, 404, gone, () -> get("java"));
        return null;
    }

    private Void role() throws Exception {
        CreateRoleRequest create = new CreateRoleRequest().withRoleName("java").withTags(tags());
        create.withAssumeRolePolicyDocument(TRUST.replace(",", " ,\n")).withDescription("é ÿ");
        Role created = iam.createRole(create).getRole();
        Claims.same(created.getTags(), tags());
        GetRoleRequest get = new GetRoleRequest().withRoleName("java");
        Role role = iam.getRole(get).getRole();
        Claims.same(decoded(role.getAssumeRolePolicyDocument()), TRUST);
        Claims.same(role.getDescription(), "é ÿ");
        Claims.same(role.getTags(), listed("TagRole"));
        iam.untagRole(new UntagRoleRequest().withRoleName("java").withTagKeys(keys()));
        iam.tagRole(new TagRoleRequest().withRoleName("java").withTags(tag("dept", "legal")));
        ListRoleTagsRequest list = new ListRoleTagsRequest().withRoleName("java");
        Claims.same(iam.listRoleTags(list).getTags(), List.of(tag("dept", "legal")));
        iam.deleteRole(new DeleteRoleRequest().withRoleName("java"));
        String gone = "The role with name java cannot be found.";
        refused(NoSuchEntityException.class, 404, gone, () -> iam.getRole(get));
        return null;
    }

    private Void policy() throws Exception {
        CreatePolicyRequest create =
                new CreatePolicyRequest().withPolicyName("java").withPolicyDocument(DOCUMENT);
        Claims.same(iam.createPolicy(create).getPolicy().getArn(), READER);
        iam.createUser(new CreateUserRequest("java-reader"));
        iam.attachUserPolicy(new AttachUserPolicyRequest().withUserName("java-reader").withPolicyArn(READER));
        ListEntitiesForPolicyRequest entities = new ListEntitiesForPolicyRequest().withPolicyArn(READER);
        List<PolicyUser> readers = iam.listEntitiesForPolicy(entities).getPolicyUsers();
        Claims.same(readers.get(0).getUserName(), "java-reader");
        GetPolicyVersionRequest version =
                new GetPolicyVersionRequest().withPolicyArn(READER).withVersionId("v1");
        Claims.same(decoded(iam.getPolicyVersion(version).getPolicyVersion().getDocument()), DOCUMENT);
        DeletePolicyRequest delete = new DeletePolicyRequest().withPolicyArn(READER);
        String attached = "Cannot delete a policy attached to entities.";
        refused(DeleteConflictException.class, 409, attached, () -> iam.deletePolicy(delete));
        iam.detachUserPolicy(new DetachUserPolicyRequest().withUserName("java-reader").withPolicyArn(READER));
        iam.deletePolicy(delete);
        iam.deleteUser(new DeleteUserRequest("java-reader"));
        return null;
    }

    private Void pages() {
        List<String> names = List.of("java-1", "java-2", "java-3");
        names.forEach(name -> iam.createUser(new CreateUserRequest(name).withPath("/java/")));
        List<List<String>> pages = new ArrayList<>();
        ListUsersRequest list = new ListUsersRequest().withPathPrefix("/java/").withMaxItems(2);
        ListUsersResult page;
        do {
            page = iam.listUsers(list);
            List<String> listed = new ArrayList<>();
            page.getUsers().forEach(user -> listed.add(user.getUserName()));
            pages.add(listed);
            list.setMarker(page.getMarker());
        } while (page.isTruncated());
        Claims.same(pages, List.of(names.subList(0, 2), names.subList(2, 3)));
        names.forEach(name -> iam.deleteUser(new DeleteUserRequest(name)));
        return null;
    }

    private Void pagesOfTags() {
        iam.tagUser(new TagUserRequest().withUserName("anika").withTags(tags()));
        List<Tag> listed = new ArrayList<>();
        ListUserTagsRequest list = new ListUserTagsRequest().withUserName("anika").withMaxItems(4);
        ListUserTagsResult page;
        do {
            page = iam.listUserTags(list);
            listed.addAll(page.getTags());
            list.setMarker(page.getMarker());
        } while (page.isTruncated());
        Claims.same(listed, listed("TagUser"));
        iam.untagUser(new UntagUserRequest().withUserName("anika").withTagKeys(keys()));
        return null;
    }

    private Void errors() throws Exception {
        CreateUserRequest again = new CreateUserRequest("anika");
        String exists = "User with name anika already exists.";
        refused(EntityAlreadyExistsException.class, 409, exists, () -> iam.createUser(again));
        CreatePolicyRequest bad = new CreatePolicyRequest().withPolicyName("bad").withPolicyDocument("{}");
        String syntax = "Syntax errors in policy.";
        refused(MalformedPolicyDocumentException.class, 400, syntax, () -> iam.createPolicy(bad));
        TagUserRequest twice =
                new TagUserRequest().withUserName("anika").withTags(tag("dept", "1"), tag("Dept", "2"));
        String duplicates = Claims.of("TagUser").get("duplicate_keys").asText();
        refused(InvalidInputException.class, 400, duplicates, () -> iam.tagUser(twice));
        ListUsersRequest foreign = new ListUsersRequest().withMarker("foreign");
        String marker = Claims.CASES.get("bad_marker").asText();
        refused(AmazonIdentityManagementException.class, 400, marker, () -> iam.listUsers(foreign));
        return null;
    }

    private Void notServed() throws Exception {
        SimulateCustomPolicyRequest simulate =
                new SimulateCustomPolicyRequest().withPolicyInputList("{}").withActionNames("s3:GetObject");
        String message = Claims.CASES.get("not_served").get("message").asText();
        AmazonIdentityManagementException error = refused(
                AmazonIdentityManagementException.class, 501, message, () -> iam.simulateCustomPolicy(simulate));
        Claims.same(error.getErrorCode(), "NotImplemented");
        Claims.same(error.getErrorType(), ErrorType.Service);
        return null;
    }

    private static AmazonIdentityManagementException refused(
            Class<?> type, int status, String message, Callable<?> call) throws Exception {
        try {
            call.call();
        } catch (AmazonIdentityManagementException error) {
            Claims.same(error.getClass(), type);
            Claims.same(error.getStatusCode(), status);
            Claims.same(error.getErrorMessage(), message);
            Claims.same(error.getRequestId().length(), 36);
            return error;
        }
        throw new AssertionError("accepted, instead of: " + message);
    }

    private User get(String name) {
        return iam.getUser(new GetUserRequest().withUserName(name)).getUser();
    }

    private static List<Tag> tags() {
        List<Tag> tags = new ArrayList<>();
        for (JsonNode tag : Claims.CASES.get("tags")) {
            tags.add(tag(tag.get("Key").asText(), tag.get("Value").asText()));
        }
        return tags;
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>();
        tags().forEach(tag -> keys.add(tag.getKey()));
        return keys;
    }

    /** All tags, in the order in which this type of resource lists them. */
    private static List<Tag> listed(String type) {
        JsonNode order = Claims.CASES.get(Claims.of(type).get("order").asText());
        List<Tag> listed = new ArrayList<>();
        for (JsonNode key : order) {
            tags().stream().filter(tag -> tag.getKey().equals(key.asText())).forEach(listed::add);
        }
        return listed;
    }

    private static Tag tag(String key, String value) {
        return new Tag().withKey(key).withValue(value);
    }

    private static String decoded(String policy) {
        return URLDecoder.decode(policy, UTF_8);
    }
}
