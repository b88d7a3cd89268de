resource account 'Microsoft.Monitor/accounts@2023-04-03' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}
