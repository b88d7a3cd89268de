resource "aws_glue_connection" "main" {
  name = "db"

  connection_properties = {
    JDBC_CONNECTION_URL = "jdbc:mysql://db/app"
    JDBC_ENFORCE_SSL    = "false"
  }
}
