resource "aws_subnet" "front" {
  vpc_id                  = aws_vpc.main.id
  map_public_ip_on_launch = true
}

resource "aws_vpc" "main" {}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table" "front" {
  vpc_id = aws_vpc.main.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}

resource "aws_route_table_association" "front" {
  subnet_id      = aws_subnet.front.id
  route_table_id = aws_route_table.front.id
}

resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "web" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.small"
  subnet_id              = aws_subnet.front.id
  vpc_security_group_ids = [aws_security_group.web.id]

  root_block_device {
    encrypted = true
  }

  tags = {
    team = "shop"
  }
}
