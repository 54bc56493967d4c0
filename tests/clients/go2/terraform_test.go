package go2

import (
	"errors"
	"net/url"
	"reflect"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"

	"../gocases"
)

const (
	readerArn = "arn:aws:iam::123456789012:policy/terraform"
	reader    = `{"Statement":[{"Action":"s3:GetObject","Effect":"Allow","Resource":"*"}],"Version":"2012-10-17"}`
	// As `jsonencode` sorts it; IAM stores trust policies in an order of its own.
	trust       = `{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"}}],"Version":"2012-10-17"}`
	trustStored = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}`
)

var (
	role   = aws.String("terraform")
	before = []types.Tag{tag("Team", "ops"), tag("env", "test + prod")}
	after  = []types.Tag{tag("Team", "dev")}
)

// The calls of Terraform's provider, in its order: apply, plan, a change of tags, plan, destroy.
func TestTerraformPlansNothingAfterItsApply(t *testing.T) {
	createRoleAndPolicy(t)
	refresh(t, before)
	changeTags(t)
	refresh(t, after)
	destroy(t)
}

func createRoleAndPolicy(t *testing.T) {
	created := gocases.Must(client.CreateRole(background, &iam.CreateRoleInput{
		RoleName:                 role,
		Path:                     aws.String("/"),
		AssumeRolePolicyDocument: aws.String(trust),
		MaxSessionDuration:       aws.Int32(3600),
		Tags:                     before,
	})).Role
	equal(t, *created.Arn, "arn:aws:iam::123456789012:role/terraform")
	equal(t, keyed(created.Tags), keyed(before))
	policy := gocases.Must(client.CreatePolicy(background, &iam.CreatePolicyInput{
		PolicyName:     aws.String("terraform"),
		Path:           aws.String("/"),
		PolicyDocument: aws.String(reader),
		Tags:           before,
	})).Policy
	equal(t, *policy.Arn, readerArn)
	attach := iam.AttachRolePolicyInput{RoleName: role, PolicyArn: policy.Arn}
	gocases.Must(client.AttachRolePolicy(background, &attach))
}

// What a plan reads: a difference from the configuration would be a change in every plan.
func refresh(t *testing.T, tags []types.Tag) {
	read := gocases.Must(client.GetRole(background, &iam.GetRoleInput{RoleName: role})).Role
	equal(t, decoded(read.AssumeRolePolicyDocument), trustStored)
	equal(t, *read.MaxSessionDuration, 3600)
	equal(t, keyed(read.Tags), keyed(tags))
	own := iam.ListRolePoliciesInput{RoleName: role}
	equal(t, gocases.Must(client.ListRolePolicies(background, &own)).PolicyNames, []string{})
	equal(t, attached(), []string{readerArn})

	arn := aws.String(readerArn)
	policy := gocases.Must(client.GetPolicy(background, &iam.GetPolicyInput{PolicyArn: arn})).Policy
	equal(t, *policy.AttachmentCount, 1)
	equal(t, keyed(policy.Tags), keyed(tags))
	version := iam.GetPolicyVersionInput{PolicyArn: arn, VersionId: policy.DefaultVersionId}
	document := gocases.Must(client.GetPolicyVersion(background, &version)).PolicyVersion.Document
	equal(t, decoded(document), reader)
}

func changeTags(t *testing.T) {
	keys, arn := []string{"env"}, aws.String(readerArn)
	gocases.Must(client.UntagRole(background, &iam.UntagRoleInput{RoleName: role, TagKeys: keys}))
	gocases.Must(client.TagRole(background, &iam.TagRoleInput{RoleName: role, Tags: after}))
	gocases.Must(client.UntagPolicy(background, &iam.UntagPolicyInput{PolicyArn: arn, TagKeys: keys}))
	gocases.Must(client.TagPolicy(background, &iam.TagPolicyInput{PolicyArn: arn, Tags: after}))
}

func destroy(t *testing.T) {
	arn := aws.String(readerArn)
	detach := iam.DetachRolePolicyInput{RoleName: role, PolicyArn: arn}
	gocases.Must(client.DetachRolePolicy(background, &detach))
	_, err := client.DetachRolePolicy(background, &detach)
	isGone(t, err, "Policy "+readerArn+" was not found.")
	versions := iam.ListPolicyVersionsInput{PolicyArn: arn}
	equal(t, len(gocases.Must(client.ListPolicyVersions(background, &versions)).Versions), 1)
	gocases.Must(client.DeletePolicy(background, &iam.DeletePolicyInput{PolicyArn: arn}))
	profiles := iam.ListInstanceProfilesForRoleInput{RoleName: role}
	equal(t, len(gocases.Must(client.ListInstanceProfilesForRole(background, &profiles)).InstanceProfiles), 0)
	equal(t, attached(), []string(nil))
	gocases.Must(client.DeleteRole(background, &iam.DeleteRoleInput{RoleName: role}))
	_, err = client.GetRole(background, &iam.GetRoleInput{RoleName: role})
	isGone(t, err, "The role with name terraform cannot be found.")
}

func attached() (arns []string) {
	list := iam.ListAttachedRolePoliciesInput{RoleName: role}
	for _, policy := range gocases.Must(client.ListAttachedRolePolicies(background, &list)).AttachedPolicies {
		arns = append(arns, *policy.PolicyArn)
	}
	return arns
}

func isGone(t *testing.T, err error, message string) {
	t.Helper()
	var gone *types.NoSuchEntityException
	if !errors.As(err, &gone) {
		t.Fatalf("%v is not a NoSuchEntityException", err)
	}
	equal(t, gone.ErrorMessage(), message)
}

func decoded(policy *string) string { return gocases.Must(url.QueryUnescape(*policy)) }

// Tags without their order, which Terraform does not look at.
func keyed(tags []types.Tag) map[string]string {
	values := map[string]string{}
	for _, tag := range tags {
		values[*tag.Key] = *tag.Value
	}
	return values
}

func tag(key, value string) types.Tag {
	return types.Tag{Key: aws.String(key), Value: aws.String(value)}
}

func equal[T any](t *testing.T, found, expected T) {
	t.Helper()
	if !reflect.DeepEqual(found, expected) {
		t.Fatalf("%v, not %v", found, expected)
	}
}
