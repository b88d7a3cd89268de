resource "aws_imagebuilder_distribution_configuration" "app" {
  name = "app"

  distribution {
    region = "eu-west-1"

    ami_distribution_configuration {
      name = "app-{{ imagebuilder:buildDate }}"

      launch_permission {
        user_groups = []
      }
    }
  }
}
