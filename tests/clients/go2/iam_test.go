// IAM through version 2 of the AWS SDK for Go.
package go2

import (
	"context"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/smithy-go"

	"../gocases"
)

var (
	background = context.Background()
	client     = iam.NewFromConfig(config, func(options *iam.Options) {
		options.EndpointResolver = iam.EndpointResolverFromURL(os.Getenv("AWS_ENDPOINT_URL"))
	})
	config = aws.Config{
		Region:           "us-east-1",
		Credentials:      credentials.NewStaticCredentialsProvider("emulator", "emulator", ""),
		RetryMaxAttempts: 1,
	}
	claims = gocases.Claims{Call: call, Typed: true}
)

func call(operation string, input any) (gocases.Object, *gocases.Refusal) {
	return gocases.Invoke(client, operation, input, refusal, background)
}

func refusal(err error) *gocases.Refusal {
	var response *awshttp.ResponseError
	var failure smithy.APIError
	if !errors.As(err, &response) || !errors.As(err, &failure) {
		panic(err)
	}
	exception := reflect.TypeOf(failure).Elem().Name()
	return &gocases.Refusal{
		Exception: strings.TrimSuffix(exception, "GenericAPIError"),
		Code:      failure.ErrorCode(),
		Message:   failure.ErrorMessage(),
		RequestID: response.ServiceRequestID(),
		Status:    response.HTTPStatusCode(),
	}
}

func TestAResourceLivesWithItsTags(t *testing.T) { gocases.EachResource(t, claims.Life) }
func TestTagsComeInPages(t *testing.T)           { gocases.EachResource(t, claims.Pages) }
func TestRefusesTags(t *testing.T)               { gocases.EachResource(t, claims.Refuses) }
func TestASessionGivesWhatItSays(t *testing.T)   { claims.Session(t) }
func TestRefusesWhatIsNotServed(t *testing.T)    { claims.NotServed(t) }

func TestWaitsForAUserAndListsPages(t *testing.T) {
	names := []string{"go-1", "go-2", "go-3"}
	for _, name := range names {
		user := iam.CreateUserInput{UserName: aws.String(name), Path: aws.String("/go2/")}
		gocases.Must(client.CreateUser(background, &user))
	}
	last := iam.GetUserInput{UserName: aws.String("go-3")}
	if err := iam.NewUserExistsWaiter(client).Wait(background, &last, time.Minute); err != nil {
		t.Fatal(err)
	}
	var pages [][]string
	list := iam.ListUsersInput{PathPrefix: aws.String("/go2/"), MaxItems: aws.Int32(2)}
	for paginator := iam.NewListUsersPaginator(client, &list); paginator.HasMorePages(); {
		var listed []string
		for _, user := range gocases.Must(paginator.NextPage(background)).Users {
			listed = append(listed, *user.UserName)
		}
		pages = append(pages, listed)
	}
	if !reflect.DeepEqual(pages, [][]string{names[:2], names[2:]}) {
		t.Fatal(pages)
	}
	for _, name := range names {
		gocases.Must(client.DeleteUser(background, &iam.DeleteUserInput{UserName: aws.String(name)}))
	}
}
