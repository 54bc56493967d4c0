// IAM through version 1 of the AWS SDK for Go.
package go1

import (
	"os"
	"reflect"
	"testing"

	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/awserr"
	"github.com/aws/aws-sdk-go/aws/session"
	"github.com/aws/aws-sdk-go/service/iam"

	"../gocases"
)

var (
	client = iam.New(session.Must(session.NewSession(aws.NewConfig().
		WithEndpoint(os.Getenv("AWS_ENDPOINT_URL")).
		WithMaxRetries(0))))
	claims = gocases.Claims{Call: call, DropsEmptyLists: true}
)

func call(operation string, input any) (gocases.Object, *gocases.Refusal) {
	return gocases.Invoke(client, operation, input, refusal)
}

func refusal(err error) *gocases.Refusal {
	failure := err.(awserr.RequestFailure)
	return &gocases.Refusal{
		Code:      failure.Code(),
		Message:   failure.Message(),
		RequestID: failure.RequestID(),
		Status:    failure.StatusCode(),
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
		user := iam.CreateUserInput{UserName: aws.String(name), Path: aws.String("/go1/")}
		gocases.Must(client.CreateUser(&user))
	}
	last := iam.GetUserInput{UserName: aws.String("go-3")}
	if err := client.WaitUntilUserExists(&last); err != nil {
		t.Fatal(err)
	}
	var pages [][]string
	list := iam.ListUsersInput{PathPrefix: aws.String("/go1/"), MaxItems: aws.Int64(2)}
	err := client.ListUsersPages(&list, func(page *iam.ListUsersOutput, _ bool) bool {
		var listed []string
		for _, user := range page.Users {
			listed = append(listed, *user.UserName)
		}
		pages = append(pages, listed)
		return true
	})
	if err != nil || !reflect.DeepEqual(pages, [][]string{names[:2], names[2:]}) {
		t.Fatal(pages, err)
	}
	for _, name := range names {
		gocases.Must(client.DeleteUser(&iam.DeleteUserInput{UserName: aws.String(name)}))
	}
}
