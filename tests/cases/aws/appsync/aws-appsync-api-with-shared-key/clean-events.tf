resource "aws_appsync_api" "events" {
  name = "events"

  event_config {
    auth_provider {
      auth_type = "API_KEY"
    }
    auth_provider {
      auth_type = "AWS_IAM"
    }
    connection_auth_mode {
      auth_type = "API_KEY"
    }
    default_publish_auth_mode {
      auth_type = "AWS_IAM"
    }
    default_subscribe_auth_mode {
      auth_type = "AWS_IAM"
    }
  }
}
