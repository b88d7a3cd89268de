resource example 'Microsoft.ApiManagement/service/gateways/hostnameConfigurations@2022-08-01' = {
  name: 'example/example/example'
  properties: {
    hostname: 'example.com'
    tls11Enabled: true
  }
}
